import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refus } from '../domain/constats/refus.ts';
import { comparer } from '../domain/textes/ordre.ts';
import { listFiles } from '../files/file-system.ts';
import { copyWeighed } from '../files/hashing.ts';
import { oneForm, pathIn } from '../files/path-in.ts';
import { systemFailure } from '../files/unreadable.ts';
import { extractZip } from '../files/zip/extract-zip.ts';
import { RefusedArchive } from '../files/zip/refused-archive.ts';
import { type Alteration, type Annonce, chercherLesAlterations } from './chercher-les-alterations.ts';
import { exigerDesCheminsSimples, lireUnePiece } from './lire-une-piece.ts';
import {
  A_LA_RACINE_DE_L_ARCHIVE,
  DOSSIERS_D_ARCHIVE,
  lireLeManifeste,
  listesDuManifeste,
  MANIFESTE,
  type Manifeste,
  nomDansLArchive,
} from './manifeste-d-archive.ts';
import { lireLePaquet, PAQUET, type PaquetLu } from './paquet.ts';
import { rendreLesNoms } from './rendre-les-noms.ts';
import { type FichierPese, SOMMES } from './sommes.ts';

/** What was sealed, opened: an archive, or the folder where an edition was published. */
export interface Scelle {
  readonly genre: 'archive' | 'archive-extraite' | 'rapport';
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
  /** For an archive, what travels in the folder of the tool besides; none where it did not. */
  readonly programme: readonly FichierPese[];
  /** For an archive, where the dossier and the tool's files were taken out. */
  readonly extrait?: { readonly dossier: string; readonly outil: string };
  /** How many files were checked against their digest. */
  readonly fichiers: number;
  readonly alterations: readonly Alteration[];
}

const ATTENDU =
  'Donnez une archive faite par « jaune archiver », telle quelle ou extraite, ou le dossier où « jaune compiler » a écrit une édition.';

/**
 * Opens what is to be verified, and compares each file with its digest.
 * @param vers an empty folder, where an archive is taken out
 * @throws Refus when it is neither an archive nor an edition, or holds no word of what it was
 * @throws RefusedArchive when it is unsafe
 * @throws the errors of the file system
 */
export async function ouvrirLeScelle(chemin: string, vers: string): Promise<Scelle> {
  if (!existsSync(chemin)) throw new Refus('usage', `${chemin} n’existe pas`, ATTENDU);
  if (statSync(chemin).isDirectory()) {
    if (estUnFichier(join(chemin, MANIFESTE))) {
      copierLArchive(chemin, vers);
      return lireLArchive(chemin, vers, 'archive-extraite');
    }
    return ouvrirLeRapport(chemin);
  }
  // What is no file would be waited for without end.
  if (!estUnFichier(chemin)) throw new Refus('usage', `${chemin} n’est pas un fichier ordinaire`, ATTENDU);
  await extractZip(chemin, vers);
  return lireLArchive(chemin, vers, 'archive');
}

function estUnFichier(chemin: string): boolean {
  return statSync(chemin, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** An archive that somebody took out is verified on a copy: what is checked is what is compiled, whatever becomes of it. */
function copierLArchive(chemin: string, vers: string): void {
  for (const nom of inventorier(chemin)) {
    // What is not in UTF-8 is read with this sign, by which no file is found.
    if (nom.includes('\ufffd') && !existsSync(join(chemin, nom)))
      throw new RefusedArchive(
        `le nom « ${nom} » n’y est pas en UTF-8 : le programme qui l’a extraite n’a pas su en lire les lettres ; extrayez-la avec un autre`,
      );
    if (!lstatSync(join(chemin, nom)).isFile())
      throw new RefusedArchive(`« ${nom} » n’est pas un fichier ordinaire ; une archive n’en contient pas d’autre`);
    mkdirSync(dirname(join(vers, nom)), { recursive: true });
    copyWeighed(join(chemin, nom), join(vers, nom));
  }
}

/** The files of a folder that was not made by us alone. */
function inventorier(chemin: string): string[] {
  try {
    return listFiles(chemin);
  } catch (error) {
    const panne = systemFailure(error);
    if (panne === undefined) throw error;
    throw new RefusedArchive(`ce qu’il contient ne se lit pas : ${panne}`);
  }
}

async function ouvrirLeRapport(dossier: string): Promise<Scelle> {
  if (!estUnFichier(join(dossier, SOMMES)) && !estUnFichier(join(dossier, PAQUET)))
    throw new Refus('usage', `${dossier} n’est pas une édition : ni ${SOMMES} ni ${PAQUET} n’y sont`, ATTENDU);
  const presents = inventorier(dossier).map(oneForm);
  for (const nom of presents)
    if (!estUnFichier(pathIn(dossier, nom)))
      throw new RefusedArchive(`« ${nom} » n’est pas un fichier ordinaire, ou mène à ce qui n’en est pas un`);
  const paquet = presents.includes(PAQUET) ? lireLePaquet(lireUnePiece(join(dossier, PAQUET), PAQUET)) : undefined;
  const annonce = paquet && annonceDuPaquet(paquet);
  const alterations = await chercherLesAlterations(dossier, presents, annonce);
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
    programme: [],
    fichiers: presents.length,
    alterations: [...alterations, ...contredire(paquet, presents)],
  };
}

function annonceDuPaquet({ documents }: PaquetLu): Annonce {
  exigerDesCheminsSimples(
    PAQUET,
    documents.map(({ nom }) => nom),
  );
  const empreintes = new Map<string, string | undefined>(documents.map(({ nom, sha256 }) => [nom, sha256]));
  for (const nom of [PAQUET, SOMMES]) empreintes.set(nom, undefined);
  return { par: PAQUET, empreintes };
}

/** Documents that the package file describes for another exercice than their own names say. */
function contredire({ exercice }: PaquetLu, presents: readonly string[]): Alteration[] {
  return presents.flatMap((fichier) => {
    const [, annee] = /-(\d{4})\.(?:html|xlsx|csv|json)$/.exec(fichier) ?? [];
    if (annee === undefined || annee === exercice) return [];
    return [{ fichier, quoi: 'incoherent', precision: `${PAQUET} est celui de l’exercice ${exercice}` } as const];
  });
}

async function lireLArchive(chemin: string, vers: string, genre: 'archive' | 'archive-extraite'): Promise<Scelle> {
  // A Mac that makes the archive again writes its names in another form.
  const presents = listFiles(vers).map(oneForm);
  if (!presents.includes(MANIFESTE))
    throw new Refus('usage', `${chemin} n’est pas une archive de jaune : ${MANIFESTE} n’y est pas`, ATTENDU);
  const lu = lireLeManifeste(lireUnePiece(join(vers, MANIFESTE), MANIFESTE));
  const annonce = typeof lu === 'object' ? annonceDuManifeste(lu) : undefined;
  const alterations = await chercherLesAlterations(vers, presents, annonce);
  if (lu === undefined) throw new RefusedArchive(`${MANIFESTE} ne se lit plus${direLesAlterations(alterations)}`);
  if (lu === 'plus-recent') {
    if (alterations.length > 0)
      throw new RefusedArchive(
        `${MANIFESTE} est d’un outil plus récent que celui-ci, et elle n’est plus comme au jour du scellé${direLesAlterations(alterations)}`,
      );
    throw new Refus(
      'usage',
      `${chemin} a été faite par un outil plus récent : celui-ci ne connaît pas le format de son ${MANIFESTE}. Ses fichiers sont comme au jour du scellé`,
      'Vérifiez-la avec la version que dit son LISEZ-MOI.txt, ou une plus récente.',
    );
  }
  rendreLesNoms(vers, lu, presents);
  const { dossier, outil, documents } = DOSSIERS_D_ARCHIVE;
  // The documents say too what they were made from: a manifest made again does not take that back.
  const notice = `${documents}/${PAQUET}`;
  const paquet = presents.includes(notice) ? lireLePaquet(lireUnePiece(join(vers, notice), notice)) : undefined;
  return {
    genre,
    racine: vers,
    version: lu.outil.version,
    exercice: lu.exercice,
    collectivite: lu.collectivite,
    documents: join(vers, documents),
    noms: lu.documents.map(({ chemin: nom }) => nom),
    entrees: [...pesesDe(lu.dossier), ...(paquet?.entrees ?? [])],
    outil: [...pesesDe(lu.fichiers_de_l_outil), ...(paquet?.outil ?? [])],
    programme: pesesDe(lu.programme),
    extrait: { dossier: join(vers, dossier), outil: join(vers, outil) },
    fichiers: presents.length,
    alterations: nommer(lu, [...alterations, ...confronter(annonce?.empreintes ?? new Map(), presents)]),
  };
}

/** The same, of files called by their own names: those that the officer knows. */
function nommer(manifeste: Manifeste, alterations: readonly Alteration[]): Alteration[] {
  const siens = new Map<string, string>();
  for (const [sous, fichiers] of listesDuManifeste(manifeste))
    for (const { chemin, dans_l_archive: code } of fichiers)
      if (code !== undefined) siens.set(`${sous}/${code}`, `${sous}/${chemin}`);
  return alterations.map((alteration) => {
    const sien = siens.get(alteration.fichier);
    return sien === undefined ? alteration : { ...alteration, fichier: sien, dansLArchive: alteration.fichier };
  });
}

function annonceDuManifeste(manifeste: Manifeste): Annonce {
  const empreintes = new Map<string, string | undefined>(A_LA_RACINE_DE_L_ARCHIVE.map((nom) => [nom, undefined]));
  for (const [sous, fichiers] of listesDuManifeste(manifeste))
    for (const fichier of fichiers) empreintes.set(`${sous}/${nomDansLArchive(fichier)}`, fichier.sha256);
  return { par: MANIFESTE, empreintes };
}

/** What the manifest and the files of the archive do not say alike, checksums aside. */
function confronter(annonces: Annonce['empreintes'], presents: readonly string[]): Alteration[] {
  const la = new Set(presents);
  const manquants = [...annonces.keys()].filter((nom) => !la.has(nom));
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
