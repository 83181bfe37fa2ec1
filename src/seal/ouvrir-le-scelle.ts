import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refus } from '../domain/constats/refus.ts';
import { comparer } from '../domain/textes/ordre.ts';
import { listFiles } from '../files/file-system.ts';
import { oneForm, pathIn } from '../files/path-in.ts';
import { extractZip, RefusedArchive } from '../files/zip/extract-zip.ts';
import {
  A_LA_RACINE_DE_L_ARCHIVE,
  DOSSIERS_D_ARCHIVE,
  lireLeManifeste,
  MANIFESTE,
  type Manifeste,
} from './manifeste-d-archive.ts';
import { lireLePaquet, PAQUET, type PaquetLu } from './paquet.ts';
import { type FichierPese, lireLesSommes, peserUnFichier, SOMMES } from './sommes.ts';

/** What was sealed, opened: an archive, or the folder where an edition was published. */
export interface Scelle {
  readonly genre: 'archive' | 'rapport';
  /** The version of the tool that made it. */
  readonly version: string;
  readonly exercice: string;
  /** Empty where it was not said. */
  readonly collectivite: string;
  /** Folder where it lies, or was taken out. */
  readonly racine: string;
  /** Folder where its documents lie. */
  readonly documents: string;
  /** Names of the documents that were sealed, checksums and package file included. */
  readonly noms: readonly string[];
  /** What the edition was made from: files of the dossier, and of the tool. Of two that bear one name, the last holds. */
  readonly entrees: readonly FichierPese[];
  readonly outil: readonly FichierPese[];
  /** For an archive, where the dossier and the tool's files were taken out. */
  readonly extrait?: { readonly dossier: string; readonly outil: string };
  /** How many files were checked against their digest. */
  readonly fichiers: number;
  readonly alterations: readonly Alteration[];
}

const ATTENDU =
  'Donnez une archive faite par « jaune archiver », ou le dossier où « jaune compiler » a écrit une édition.';

/**
 * Opens what is to be verified, and compares each file with its digest.
 * @param vers an empty folder, where an archive is taken out
 * @throws Refus when it is neither an archive nor an edition, or holds no word of what it was
 * @throws RefusedArchive when an archive is unsafe
 * @throws the errors of the file system
 */
export async function ouvrirLeScelle(chemin: string, vers: string): Promise<Scelle> {
  if (!existsSync(chemin)) throw new Refus('usage', `${chemin} n’existe pas`, ATTENDU);
  if (statSync(chemin).isDirectory()) {
    for (const nom of listFiles(chemin)) exigerUnFichier(join(chemin, nom));
    return ouvrirLeRapport(chemin);
  }
  exigerUnFichier(chemin);
  return openArchive(chemin, vers);
}

/** What is no file would be waited for without end. */
function exigerUnFichier(chemin: string): void {
  if (!statSync(chemin).isFile()) throw new Refus('usage', `${chemin} n’est pas un fichier ordinaire`, ATTENDU);
}

async function ouvrirLeRapport(dossier: string): Promise<Scelle> {
  const presents = listFiles(dossier).map(oneForm);
  if (!presents.includes(SOMMES) && !presents.includes(PAQUET))
    throw new Refus('usage', `${dossier} n’est pas une édition : ni ${SOMMES} ni ${PAQUET} n’y sont`, ATTENDU);
  const alterations = await chercherLesAlterations(dossier, presents);
  const paquet = presents.includes(PAQUET) ? lireLePaquet(readFileSync(join(dossier, PAQUET), 'utf8')) : undefined;
  if (paquet === undefined)
    throw new Refus(
      'usage',
      `${PAQUET} manque ou ne se lit plus : rien ne dit de quoi cette édition a été faite${direLesAlterations(alterations)}`,
      'Reprenez une copie intacte du dossier des documents, ou compilez à nouveau.',
    );
  return {
    genre: 'rapport',
    racine: dossier,
    version: paquet.version,
    exercice: paquet.exercice,
    collectivite: paquet.collectivite,
    documents: dossier,
    noms: [...paquet.documents.map(({ nom }) => nom), PAQUET, SOMMES],
    entrees: paquet.entrees,
    outil: paquet.outil,
    fichiers: presents.length,
    alterations: [...alterations, ...contredire(paquet, presents)],
  };
}

/** Documents that the package file describes for another exercice than their own names say. */
function contredire({ exercice }: PaquetLu, presents: readonly string[]): Alteration[] {
  return presents.flatMap((fichier) => {
    const [, annee] = /-(\d{4})\.(?:html|xlsx|csv|json)$/.exec(fichier) ?? [];
    if (annee === undefined || annee === exercice) return [];
    return [{ fichier, quoi: 'incoherent', precision: `${PAQUET} est celui de l’exercice ${exercice}` } as const];
  });
}

async function openArchive(chemin: string, vers: string): Promise<Scelle> {
  // A Mac that makes the archive again writes its names in another form.
  const presents = (await extractZip(chemin, vers)).map(oneForm);
  const lu = presents.includes(MANIFESTE) ? lireLeManifeste(readFileSync(join(vers, MANIFESTE), 'utf8')) : undefined;
  const alterations = await chercherLesAlterations(vers, presents);
  if (lu === undefined)
    throw presents.includes(MANIFESTE)
      ? new RefusedArchive(`${MANIFESTE} ne se lit plus${direLesAlterations(alterations)}`)
      : new Refus('usage', `${chemin} n’est pas une archive de jaune : ${MANIFESTE} n’y est pas`, ATTENDU);
  const { dossier, outil, documents } = DOSSIERS_D_ARCHIVE;
  // The documents say too what they were made from: a manifest made again does not take that back.
  const notice = `${documents}/${PAQUET}`;
  const paquet = presents.includes(notice) ? lireLePaquet(readFileSync(join(vers, notice), 'utf8')) : undefined;
  return {
    genre: 'archive',
    racine: vers,
    version: lu.outil.version,
    exercice: lu.exercice,
    collectivite: lu.collectivite,
    documents: join(vers, documents),
    noms: lu.documents.map(({ chemin: nom }) => nom),
    entrees: [...pesesDe(lu.dossier), ...(paquet?.entrees ?? [])],
    outil: [...pesesDe(lu.fichiers_de_l_outil), ...(paquet?.outil ?? [])],
    extrait: { dossier: join(vers, dossier), outil: join(vers, outil) },
    fichiers: presents.length,
    alterations: [...alterations, ...confronter(lu, presents)],
  };
}

/** What the manifest and the files of the archive do not say alike, checksums aside. */
function confronter(manifeste: Manifeste, presents: readonly string[]): Alteration[] {
  const { dossier, outil, documents } = DOSSIERS_D_ARCHIVE;
  const sous = (racine: string, fichiers: Manifeste['dossier']) => fichiers.map(({ chemin }) => `${racine}/${chemin}`);
  const annonces = new Set([
    ...A_LA_RACINE_DE_L_ARCHIVE,
    ...sous(dossier, manifeste.dossier),
    ...sous(outil, manifeste.fichiers_de_l_outil),
    ...sous(documents, manifeste.documents),
  ]);
  const manquants = [...annonces].filter((nom) => !presents.includes(nom));
  const ajoutes = presents.filter((nom) => !annonces.has(nom));
  return [
    ...manquants.map((fichier) => ({ fichier, precision: `${MANIFESTE} l’annonce` })),
    ...ajoutes.map((fichier) => ({ fichier, precision: `${MANIFESTE} ne l’annonce pas` })),
  ]
    .sort((gauche, droite) => comparer(gauche.fichier, droite.fichier))
    .map((alteration) => ({ ...alteration, quoi: 'incoherent' }));
}

function pesesDe(fichiers: Manifeste['dossier']): FichierPese[] {
  return fichiers.map(({ chemin: nom, octets, sha256 }) => ({ nom, octets, sha256 }));
}

function direLesAlterations(alterations: readonly Alteration[]): string {
  const changes = alterations.filter(({ quoi }) => quoi === 'change').map(({ fichier }) => fichier);
  return changes.length === 0 ? '' : ` (changés depuis qu’ils furent scellés : ${changes.slice(0, 5).join(', ')})`;
}

export interface Alteration {
  readonly fichier: string;
  readonly quoi: 'change' | 'manque' | 'ajoute' | 'incoherent';
  /** What is to be said besides; may be empty. */
  readonly precision: string;
}

/**
 * Compares the files of a folder with its `SHA256SUMS`: what changed, what is gone, what was added. The file of checksums
 * itself cannot vouch for itself; it is told when it cannot be read.
 * @param presents names of the files in the folder, sorted, with `/`
 * @throws the errors of the file system
 */
async function chercherLesAlterations(racine: string, presents: readonly string[]): Promise<Alteration[]> {
  if (!presents.includes(SOMMES))
    return [{ fichier: SOMMES, quoi: 'manque', precision: 'rien ne dit ce qui a été scellé' }];
  const { parNom, illisibles } = lireLesSommes(readFileSync(join(racine, SOMMES), 'utf8'));
  const alterations: Alteration[] = illisibles.map((ligne) => ({
    fichier: SOMMES,
    quoi: 'incoherent',
    precision: `la ligne ${ligne} n’est pas une empreinte et un nom, ou nomme un fichier déjà nommé`,
  }));
  for (const nom of [...new Set([...presents, ...parNom.keys()])].sort(comparer)) {
    if (nom === SOMMES) continue;
    const scellee = parNom.get(nom);
    if (scellee === undefined) alterations.push({ fichier: nom, quoi: 'ajoute', precision: '' });
    else if (!presents.includes(nom)) alterations.push({ fichier: nom, quoi: 'manque', precision: '' });
    else if ((await peserUnFichier({ nom, chemin: pathIn(racine, nom) })).sha256 !== scellee)
      alterations.push({ fichier: nom, quoi: 'change', precision: '' });
  }
  return alterations;
}
