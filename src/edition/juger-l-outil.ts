import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { enumererLesPremiers } from '../domain/textes/format.ts';
import { fichiersDuProgramme, outillageLivre } from '../dossier/outillage.ts';
import { packageRoot, type ToolFile, VERSION } from '../files/tool.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { type Cause, chercherLesCauses, empreintesDe } from '../seal/causes.ts';
import { DOSSIER_DES_EMPREINTES, lireLesEmpreintes } from '../seal/empreintes-de-version.ts';
import { DOSSIERS_D_ARCHIVE, programmeDe } from '../seal/manifeste-d-archive.ts';
import type { Scelle } from '../seal/ouvrir-le-scelle.ts';
import { type FichierPese, peserUnFichier } from '../seal/sommes.ts';
import { comparerALaVersion } from './comparer-a-la-version.ts';

/** What the tables, the templates and the program of what was sealed are, beside those of the version that it says. */
export interface OutilJuge {
  /** Whether this tool knows what that version was made of. */
  readonly connu: boolean;
  /** What is not as in that version. */
  readonly ecarts: readonly Cause[];
  /** The revision of which these tables and templates are, when they bore that number before it was published. */
  readonly revision: string;
  /** Whether there is a program, and whether there was what to compare it with; the one that runs is not judge of itself. */
  readonly programme: 'absent' | 'compare' | 'non-compare' | 'autre-version' | 'celui-ci';
}

/**
 * Compares the tool of what was sealed with the version that it says it is of. A version of which the program is not published is
 * compared with this one, where it runs as it was built.
 * @param chemin where it lies, as it was given: the tool may be the very one that runs
 */
export async function jugerLOutil({ version, outil, programme }: Scelle, chemin: string): Promise<OutilJuge> {
  const publiees = lireLesEmpreintes(packageRoot(), version);
  const present = programmeDe(programme) !== undefined;
  if (publiees === undefined)
    return { connu: false, ecarts: [], revision: '', programme: present ? 'autre-version' : 'absent' };
  const trouvees = empreintesDe(outil);
  const ecarts = chercherLesCauses(new Map(Object.entries(publiees.outil)), trouvees);
  const anterieur = publiees.anterieurs.find(
    (etat) => chercherLesCauses(new Map(Object.entries({ ...publiees.outil, ...etat.outil })), trouvees).length === 0,
  );
  const reference = await programmeDeReference(version, publiees.programme);
  const comparable =
    reference !== undefined && programmeDe([...reference.keys()].map((nom) => ({ nom }))) !== undefined;
  return {
    connu: true,
    ecarts: [
      ...ecarts,
      // Without the one or the other, only what goes without a program is compared.
      ...(programme.length === 0 || reference === undefined
        ? []
        : chercherLesCauses(
            present && comparable ? reference : sansLeProgramme(reference),
            present && comparable ? empreintesDe(programme) : sansLeProgramme(empreintesDe(programme)),
          )),
    ],
    revision: ecarts.length > 0 ? (anterieur?.revision ?? '') : '',
    programme: present ? nommerLaComparaison(chemin, reference !== undefined, comparable) : 'absent',
  };
}

function nommerLaComparaison(chemin: string, connu: boolean, comparable: boolean): OutilJuge['programme'] {
  if (estLeNotre(chemin)) return 'celui-ci';
  if (comparable) return 'compare';
  return connu ? 'non-compare' : 'autre-version';
}

function estLeNotre(chemin: string): boolean {
  return realpathSync(packageRoot()) === join(realpathSync(chemin), DOSSIERS_D_ARCHIVE.outil);
}

async function programmeDeReference(
  version: string,
  publie: Readonly<Record<string, string>> | undefined,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (publie === undefined && version !== VERSION) return undefined;
  const ici = empreintesDe(await peser(fichiersDuProgramme()));
  if (publie === undefined) return ici;
  // What this tool knows of versions is its own, and the same whichever version goes with it.
  const empreintes = [...ici].filter(([nom]) => nom.startsWith(`${DOSSIER_DES_EMPREINTES}/`));
  return new Map([...Object.entries(publie), ...empreintes]);
}

function sansLeProgramme(fichiers: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...fichiers].filter(([nom]) => nom.startsWith('docs/')));
}

function peser(fichiers: readonly ToolFile[]): Promise<FichierPese[]> {
  return Promise.all(fichiers.map(peserUnFichier));
}

/**
 * Refuses to seal with tables, templates or a program that are not those of the version that this tool says it is: what is
 * sealed would not verify.
 * @returns whether the version is published: until then, what it is may change
 * @throws UnwritableOutput
 */
export async function exigerLOutilDeLaVersion(outillage = outillageLivre()): Promise<{ readonly publiee: boolean }> {
  const { connu, ecarts, publie } = await comparerALaVersion(outillage);
  if (!connu)
    throw new UnwritableOutput(
      `l’outil installé est incomplet : ${DOSSIER_DES_EMPREINTES}/${VERSION}.json n’y est pas`,
      'Réinstallez jaune : sans ce fichier, rien ne dit ce que sont ses tables et ses gabarits.',
    );
  if (ecarts.length === 0) return { publiee: publie };
  throw new UnwritableOutput(
    `l’outil installé n’est pas celui de la version ${VERSION} : ${enumererLesPremiers(ecarts, direUnEcart, ', ')}. « jaune verifier » refuserait une archive faite avec lui`,
    'Réinstallez jaune. Un gabarit à vous va dans le dossier gabarits/ de l’exercice. Qui change l’outil lui-même : npm run empreintes.',
  );
}

function direUnEcart({ fichier, quoi }: Cause): string {
  return `${fichier} ${{ change: 'a changé', manque: 'manque', ajoute: 'a été ajouté' }[quoi]}`;
}
