import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Constat, Constats, ConstatsBloquants, estUneErreur } from '../domain/constats/constat.ts';
import { fichiersDeLOutil, type Outillage, outillageLivre } from '../dossier/outillage.ts';
import { compilerLEdition, type Edition } from '../edition.ts';
import { systemFailure } from '../files/unreadable.ts';
import { ecrireLeLisezMoi, ecrireLeManifeste, LISEZ_MOI, MANIFESTE, programmeDe } from '../seal/manifeste-d-archive.ts';
import type { Scelle } from '../seal/ouvrir-le-scelle.ts';
import { type PremiereDifference, premiereDifference } from '../seal/premiere-difference.ts';
import { type FichierPese, peserUnFichier } from '../seal/sommes.ts';

export interface DocumentRefait {
  readonly nom: string;
  /** Nothing when the bytes are the same. */
  readonly difference?: PremiereDifference;
}

interface Refaite {
  readonly edition?: Edition;
  readonly echec?: readonly Constat[];
  readonly panne?: string;
}

/** Compiles a sealed edition anew, or says why it cannot be. */
export async function refaireLEdition(
  { dossier, outillage }: { readonly dossier: string; readonly outillage: Outillage },
  { alterations }: Pick<Scelle, 'alterations'>,
  vers: string,
): Promise<Refaite> {
  try {
    return { edition: await compilerLEdition(dossier, vers, new Constats(), outillage) };
  } catch (error) {
    if (error instanceof ConstatsBloquants) return { echec: error.constats.liste.filter(estUneErreur) };
    // On files that are as they were sealed, and tables that are ours, a failure is ours; on others, it is theirs.
    const notre = alterations.length === 0 && (await estLOutilLivre(outillage));
    if (notre || !(error instanceof Error)) throw error;
    const refus = systemFailure(error);
    if (refus !== undefined) return { panne: `une table ou un gabarit de l’outil ne se lit pas : ${refus}` };
    return { panne: direLaPanne(error).replaceAll(outillage.racine, 'outil').replaceAll(dossier, 'dossier') };
  }
}

/** What changed tables or templates made fail. Errors of ours are plain ones; those of the language and of libraries are in English. */
function direLaPanne(error: Error): string {
  const systeme = systemFailure(error);
  if (systeme !== undefined) return `${(error as NodeJS.ErrnoException).path ?? 'un fichier'} : ${systeme}`;
  const deLOutil = Object.getPrototypeOf(error) === Error.prototype && !/^(?:Parse|Lexical) error/.test(error.message);
  return deLOutil ? error.message : 'une table ou un gabarit de l’outil n’est pas écrit comme il l’attend';
}

/** Whether the tables and templates are those that this tool ships: what they make it do is then its own doing. */
async function estLOutilLivre(outillage: Outillage): Promise<boolean> {
  return JSON.stringify(await peserLOutil(outillage)) === JSON.stringify(await peserLOutil(outillageLivre()));
}

function peserLOutil(outillage: Outillage): Promise<FichierPese[]> {
  return Promise.all(
    fichiersDeLOutil(outillage).map((nom) => peserUnFichier({ nom, chemin: join(outillage.racine, nom) })),
  );
}

/** What an archive says of itself to people and to machines is drawn from the edition too: it is made again like the rest. */
export async function comparerLaTete(
  { extrait, racine, version, programme }: Scelle,
  edition: Edition,
  vers: string,
): Promise<DocumentRefait[]> {
  if (extrait === undefined) return [];
  const { jaune, provenance, sortie, fichiers } = edition;
  const { enTete, synthese } = jaune;
  const documents = await Promise.all(fichiers.map((nom) => peserUnFichier({ nom, chemin: join(sortie, nom) })));
  mkdirSync(vers);
  const refait = { dossier: provenance.entrees, outil: provenance.outil, programme, documents };
  writeFileSync(
    join(vers, LISEZ_MOI),
    ecrireLeLisezMoi(enTete, synthese.totalHorsExceptionnelles, version, programmeDe(programme)),
  );
  writeFileSync(join(vers, MANIFESTE), ecrireLeManifeste(enTete, version, refait));
  return comparerLesDocuments({ documents: racine, noms: [LISEZ_MOI, MANIFESTE] }, vers);
}

export function comparerLesDocuments(
  { documents, noms }: Pick<Scelle, 'documents' | 'noms'>,
  refaits: string,
): DocumentRefait[] {
  return noms.map((nom) => {
    const chemins = { scelle: join(documents, nom), refait: join(refaits, nom) };
    const absence = direLAbsence(chemins);
    if (absence !== undefined) return { nom, difference: { ou: absence, scelle: '', refait: '' } };
    const difference = premiereDifference(nom, chemins);
    return difference === undefined ? { nom } : { nom, difference };
  });
}

function direLAbsence({ scelle, refait }: { readonly scelle: string; readonly refait: string }): string | undefined {
  if (!existsSync(scelle)) return 'le fichier manque ; il a pu être refait';
  if (!statSync(scelle).isFile()) return 'un dossier est à la place du fichier, qui a pu être refait';
  return existsSync(refait) ? undefined : 'cette édition ne fait pas ce fichier';
}
