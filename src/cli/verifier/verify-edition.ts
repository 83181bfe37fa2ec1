import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Constat, Constats, ConstatsBloquants, estUneErreur } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { accord } from '../../domain/textes/format.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import { plier } from '../../domain/textes/texte.ts';
import { lireLeDossier } from '../../dossier/lire-le-dossier.ts';
import { fichiersDeLOutil, type Outillage, outillageDe, outillageLivre } from '../../dossier/outillage.ts';
import { compilerLEdition, type Edition } from '../../edition.ts';
import { withScratch } from '../../files/scratch.ts';
import { countsAs, isMoreRecent, VERSION } from '../../files/tool.ts';
import { ecrireLeLisezMoi, ecrireLeManifeste, LISEZ_MOI, MANIFESTE, natureDe } from '../../seal/manifeste-d-archive.ts';
import { type Alteration, ouvrirLeScelle, type Scelle } from '../../seal/ouvrir-le-scelle.ts';
import { type PremiereDifference, premiereDifference } from '../../seal/premiere-difference.ts';
import { type FichierPese, peserUnFichier } from '../../seal/sommes.ts';

export interface RemadeDocument {
  readonly nom: string;
  /** Nothing when the bytes are the same. */
  readonly difference?: PremiereDifference;
}

/** Something that an edition depends on, and that is not what it was: why its documents may differ. */
export interface Cause {
  readonly fichier: string;
  /** What it is to readers: `fichier de règles`. */
  readonly nature: string;
  readonly quoi: 'change' | 'manque' | 'ajoute';
}

export interface Verification {
  readonly genre: Scelle['genre'];
  readonly exercice: string;
  /** The version that made it, and this one. */
  readonly version: string;
  readonly versionIci: string;
  readonly fichiers: number;
  /** Digest of the archive itself, to compare with the one that was kept elsewhere; empty for a folder. */
  readonly sha256: string;
  readonly alterations: readonly Alteration[];
  readonly causes: readonly Cause[];
  readonly documents: readonly RemadeDocument[];
  /** Why the edition could not be made again; empty when it was. */
  readonly echec: readonly Constat[];
  /** The same, when what was altered is a file that no officer writes: a table of the tool, a template. */
  readonly panne: string;
  /** Whether all is as it was sealed and all was made again to the byte. */
  readonly identique: boolean;
}

/**
 * Does it again, and says whether every byte is the same: checks the digests of an archive or of a published edition, compiles
 * its dossier anew in a scratch place, compares every document.
 * @param given for a published edition, the dossier that it was made from; `data/<exercice>` when not given
 * @throws Refus when what is given says nothing of what it should be, its dossier is not found, or it was made by a version that
 *   counts otherwise, or by a newer one
 * @throws RefusedArchive when the archive is unsafe or damaged
 */
export function verifyEdition(path: string, given: string | undefined): Promise<Verification> {
  return withScratch(async (scratch) => {
    const seal = await ouvrirLeScelle(path, join(scratch, 'archive'));
    const archive = seal.genre === 'archive' ? await peserUnFichier({ nom: path, chemin: path }) : undefined;
    const report = (found: Partial<Verification>): Verification => ({
      genre: seal.genre,
      exercice: seal.exercice,
      version: seal.version,
      versionIci: VERSION,
      fichiers: seal.fichiers,
      sha256: archive?.sha256 ?? '',
      alterations: seal.alterations,
      causes: [],
      documents: [],
      echec: [],
      panne: '',
      identique: false,
      ...found,
    });
    const refusal = refuseVersion(seal.version);
    // Digests need no version: what they tell comes first, and a version is not believed of what was altered.
    if (refusal && seal.alterations.length > 0) return report({ panne: `${refusal.message}. ${refusal.remedy}` });
    if (refusal)
      throw new Refus(
        'usage',
        `${refusal.message}. ${accord(seal.fichiers, 'fichier')}, comme au jour du scellé : rien n’y a changé`,
        refusal.remedy,
      );

    // What the documents were made from, as it is now; then what they say, made again.
    const { dossier, outillage } = findDossier(seal, given);
    const remade = join(scratch, 'documents');
    const { edition, ...lacking } = await remakeEdition({ dossier, outillage }, seal, remade);
    if (edition === undefined) return report(lacking);
    const documents = [...(await compareHead(seal, edition, join(scratch, 'tete'))), ...compareDocuments(seal, remade)];
    const { entrees, outil } = edition.provenance;
    const causes = findCauses(seal, [...entrees, ...outil]);
    const same = documents.every(({ difference }) => difference === undefined);
    return report({ causes, documents, identique: same && causes.length === 0 && seal.alterations.length === 0 });
  });
}

/** Why this version does not make an edition again, and which does; nothing when it does. */
function refuseVersion(version: string): { readonly message: string; readonly remedy: string } | undefined {
  const message = `cette édition a été faite par jaune ${version}, celui-ci est jaune ${VERSION}`;
  if (!countsAs(version, VERSION))
    return { message, remedy: `Les deux ne comptent pas de même : vérifiez-la avec jaune ${version}.` };
  return isMoreRecent(version, VERSION)
    ? { message, remedy: `Vérifiez-la avec jaune ${version}, ou une version plus récente qui compte de même.` }
    : undefined;
}

/** Where the dossier and the tool's files lie: in the archive, or where they are now. */
function findDossier({ extrait, exercice, collectivite }: Scelle, given: string | undefined) {
  if (extrait) return { dossier: extrait.dossier, outillage: outillageDe(extrait.outil) };
  const dossier = given ?? join('data', exercice);
  if (!existsSync(join(dossier, 'exercice.yaml')))
    throw new Refus(
      'usage',
      `le dossier de l’exercice ${exercice} n’est pas dans ${dossier}`,
      'Donnez-le avec --dossier ; ou vérifiez une archive, qui contient le sien.',
    );
  const found = headOf(dossier);
  if (found.exercice !== exercice)
    throw new Refus(
      'usage',
      `${dossier} est le dossier de l’exercice ${found.exercice}, l’édition est celle de ${exercice}`,
      'Donnez avec --dossier celui du même exercice.',
    );
  if (collectivite !== '' && plier(found.collectivite) !== plier(collectivite))
    throw new Refus(
      'usage',
      `${dossier} est le dossier d’une autre collectivité, ${found.collectivite} ; l’édition est celle de ${collectivite}`,
      'Donnez avec --dossier celui dont elle a été faite.',
    );
  return { dossier, outillage: outillageLivre() };
}

function headOf(dossier: string): EnTete {
  try {
    return lireLeDossier(dossier, new Constats()).enTete;
  } catch (error) {
    if (!(error instanceof ConstatsBloquants)) throw error;
    const [first] = error.constats.liste;
    throw new Refus(
      'usage',
      `le dossier ${dossier} ne se lit pas : ${first?.lieu.fichier ?? ''}, ${first?.message ?? ''}`,
      `« jaune controler ${dossier} » dit tout ce qui ne va pas. Ou vérifiez une archive, qui contient le sien.`,
    );
  }
}

/** Whether the tables and templates are those that this tool ships: what they make it do is then its own doing. */
async function isShippedTool(outillage: Outillage): Promise<boolean> {
  const shipped = outillageLivre();
  const weigh = (here: Outillage) =>
    Promise.all(fichiersDeLOutil(here).map((name) => peserUnFichier({ nom: name, chemin: join(here.racine, name) })));
  return JSON.stringify(await weigh(outillage)) === JSON.stringify(await weigh(shipped));
}

interface Remake {
  readonly edition?: Edition;
  readonly echec?: readonly Constat[];
  readonly panne?: string;
}

async function remakeEdition(
  { dossier, outillage }: { dossier: string; outillage: Outillage },
  { alterations }: Scelle,
  target: string,
): Promise<Remake> {
  try {
    return { edition: await compilerLEdition(dossier, target, new Constats(), outillage) };
  } catch (error) {
    if (error instanceof ConstatsBloquants) return { echec: error.constats.liste.filter(estUneErreur) };
    // On files that are as they were sealed, and tables that are ours, a failure is ours; on others, it is theirs.
    const isOurs = alterations.length === 0 && (await isShippedTool(outillage));
    if (isOurs || !(error instanceof Error)) throw error;
    return { panne: error.message.replaceAll(outillage.racine, 'outil').replaceAll(dossier, 'dossier') };
  }
}

/** What was sealed as an input, and is not what the documents were made from this time. */
function findCauses({ entrees, outil }: Scelle, current: readonly FichierPese[]): Cause[] {
  const sealed = new Map([...entrees, ...outil].map((piece) => [piece.nom, piece.sha256]));
  const present = new Map(current.map((piece) => [piece.nom, piece.sha256]));
  const names = trierPar([...new Set([...sealed.keys(), ...present.keys()])], (name) => name);
  return names.flatMap((file): Cause[] => {
    const [before, now] = [sealed.get(file), present.get(file)];
    if (before === now) return [];
    const what = before === undefined ? 'ajoute' : now === undefined ? 'manque' : 'change';
    return [{ fichier: file, nature: natureDe(file), quoi: what }];
  });
}

/** What an archive says of itself to people and to machines is drawn from the edition too: it is made again like the rest. */
async function compareHead(
  { extrait, racine, version }: Scelle,
  edition: Edition,
  target: string,
): Promise<RemadeDocument[]> {
  if (extrait === undefined) return [];
  const { jaune, provenance, sortie, fichiers } = edition;
  const { enTete, synthese } = jaune;
  const documents = await Promise.all(
    fichiers.map((name) => peserUnFichier({ nom: name, chemin: join(sortie, name) })),
  );
  mkdirSync(target);
  const remade = { dossier: provenance.entrees, outil: provenance.outil, documents };
  writeFileSync(join(target, LISEZ_MOI), ecrireLeLisezMoi(enTete, synthese.totalHorsExceptionnelles, version));
  writeFileSync(join(target, MANIFESTE), ecrireLeManifeste(enTete, version, remade));
  return compareDocuments({ documents: racine, noms: [LISEZ_MOI, MANIFESTE] }, target);
}

function compareDocuments({ documents, noms }: Pick<Scelle, 'documents' | 'noms'>, remade: string): RemadeDocument[] {
  return noms.map((name) => {
    const paths = { scelle: join(documents, name), refait: join(remade, name) };
    const missing = absenceText(paths);
    if (missing !== undefined) return { nom: name, difference: { ou: missing, scelle: '', refait: '' } };
    const difference = premiereDifference(name, paths);
    return difference === undefined ? { nom: name } : { nom: name, difference };
  });
}

function absenceText({ scelle, refait }: { readonly scelle: string; readonly refait: string }): string | undefined {
  if (!existsSync(scelle)) return 'le fichier manque ; il a pu être refait';
  return existsSync(refait) ? undefined : 'cette édition ne fait pas ce fichier';
}
