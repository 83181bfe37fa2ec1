import { closeSync, createWriteStream, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { comparer } from '../../domain/textes/ordre.ts';

/** Thrown when an archive cannot be opened, or must not be: says what is wrong with it. Nothing of it is kept. */
export class RefusedArchive extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedArchive';
  }
}

/** Entries of an archive, at the most. */
const ENTREES_MAX = 20_000;
/** Bytes of an archive once inflated, at the most. */
const TAILLE_MAX = 8 * 1024 ** 3;
/** An entry this much larger than its compressed bytes is no text of a budget: ours inflate twenty times. */
const RAPPORT_MAX = 250;
/** Small entries may repeat themselves. */
const TAILLE_ANODINE = 1024 ** 2;
const LIEN_SYMBOLIQUE = 0o120000;
const TYPE_DE_FICHIER = 0o170000;
const CHIFFREE = 1;
/** Methods of compression: none, deflate. */
const METHODES: ReadonlySet<number> = new Set([0, 8]);
/** What a name may not hold: Windows forbids these, and some lead out of the folder. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const INTERDITS = /[\u0000-\u001f\u007f<>:"|?*\\\u202a-\u202e\u2066-\u2069]/;

/**
 * Takes the files of an archive out into a folder. Before anything is inflated, every entry is examined: a name that leaves
 * the folder, a name given twice (letter case aside, for Windows), a link, a password, an entry or a whole that would fill the
 * disk — each refuses the archive whole.
 * @param vers an empty folder
 * @returns the names of the files, sorted
 * @throws RefusedArchive
 * @throws the errors of the file system
 */
export async function extractZip(chemin: string, vers: string): Promise<string[]> {
  const archive = await ouvrir(chemin);
  try {
    const toutes: Entry[] = [];
    const entrees = await examiner(archive, toutes);
    if (!hasNoGaps(chemin, toutes))
      throw new RefusedArchive(
        'elle contient autre chose que ses fichiers : deux programmes n’y liraient pas la même chose',
      );
    for (const entree of entrees) await extraire(archive, entree, join(vers, entree.fileName));
    return entrees.map(({ fileName }) => fileName).sort(comparer);
  } finally {
    archive.close();
  }
}

async function ouvrir(chemin: string): Promise<ZipFile> {
  try {
    return await openPromise(chemin, { autoClose: false, lazyEntries: true, strictFileNames: true });
  } catch (erreur) {
    throw refus(erreur, 'ce n’est pas une archive zip, ou elle est abîmée');
  }
}

async function examiner(archive: ZipFile, toutes: Entry[]): Promise<Entry[]> {
  if (archive.entryCount > ENTREES_MAX) throw new RefusedArchive(`elle annonce ${archive.entryCount} fichiers`);
  const entrees: Entry[] = [];
  const noms = new Map<string, string>();
  let total = 0;
  for await (const entree of lireLeRepertoire(archive)) {
    const { fileName: nom, uncompressedSize: taille } = entree;
    toutes.push(entree);
    exigerUnNomSur(nom);
    if (nom.endsWith('/')) continue;
    exigerUnFichier(entree);
    const deja = noms.get(nom.toLowerCase());
    if (deja !== undefined)
      throw new RefusedArchive(`« ${nom} » y est deux fois${deja === nom ? '' : ` (« ${deja} »)`}`);
    noms.set(nom.toLowerCase(), nom);
    total += taille;
    if (total > TAILLE_MAX || (taille > TAILLE_ANODINE && taille > entree.compressedSize * RAPPORT_MAX))
      throw new RefusedArchive(`« ${nom} » gonflerait démesurément le disque`);
    entrees.push(entree);
  }
  return entrees;
}

async function* lireLeRepertoire(archive: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entree of archive.eachEntry()) yield entree;
  } catch (erreur) {
    if (erreur instanceof RefusedArchive) throw erreur;
    throw refus(erreur, 'son répertoire est abîmé');
  }
}

function exigerUnNomSur(nom: string): void {
  const morceaux = nom.replace(/\/$/, '').split('/');
  if (INTERDITS.test(nom) || morceaux.some((morceau) => ['', '.', '..'].includes(morceau) || /[. ]$/.test(morceau)))
    throw new RefusedArchive(`« ${montrer(nom)} » n’est pas un nom de fichier admis`);
}

function exigerUnFichier({
  fileName: nom,
  externalFileAttributes,
  generalPurposeBitFlag,
  compressionMethod,
}: Entry): void {
  if (((externalFileAttributes >>> 16) & TYPE_DE_FICHIER) === LIEN_SYMBOLIQUE)
    throw new RefusedArchive(`« ${nom} » est un lien, pas un fichier`);
  if ((generalPurposeBitFlag & CHIFFREE) !== 0) throw new RefusedArchive(`« ${nom} » est protégé par un mot de passe`);
  if (!METHODES.has(compressionMethod)) throw new RefusedArchive(`« ${nom} » est comprimé d’une façon inconnue`);
}

async function extraire(archive: ZipFile, entree: Entry, cible: string): Promise<void> {
  try {
    const flux = await archive.openReadStreamPromise(entree);
    mkdirSync(dirname(cible), { recursive: true });
    await pipeline(flux, createWriteStream(cible, { flags: 'wx' }));
  } catch (erreur) {
    if (erreur instanceof Error && 'syscall' in erreur) throw erreur;
    throw refus(erreur, `« ${entree.fileName} » est abîmé`);
  }
}

/** What yauzl says of a name is told like ours. */
function refus(erreur: unknown, dit: string): Error {
  if (erreur instanceof Error && 'syscall' in erreur) return erreur;
  const message = erreur instanceof Error ? erreur.message : '';
  const [, nom] = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/s.exec(message) ?? [];
  return new RefusedArchive(nom === undefined ? dit : `« ${montrer(nom)} » n’est pas un nom de fichier admis`);
}

function montrer(nom: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: showing them is the point
  return nom.slice(0, 200).replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

const FIN = 0x06054b50;
const TAILLE_FIN = 22;
const LOCAL = 0x04034b50;
const TAILLE_LOCALE = 30;
/** Sizes told after the content rather than before: bit 3; how long they are, with or without their mark. */
const DITE_APRES = 0x8;
const SUITES = [12, 16, 20, 24];

/**
 * Whether an archive is nothing but its entries, its directory and its end, one after the other: two archives end to end are
 * one to a program and the other to another, which would be verified and which would be read.
 */
export function hasNoGaps(chemin: string, entrees: readonly Entry[]): boolean {
  const descripteur = openSync(chemin, 'r');
  const lire = (position: number, longueur: number): Buffer => {
    const octets = Buffer.alloc(longueur);
    return octets.subarray(0, readSync(descripteur, octets, 0, longueur, position));
  };
  try {
    const taille = fstatSync(descripteur).size;
    const fin = lire(taille - TAILLE_FIN, TAILLE_FIN);
    if (fin.length < TAILLE_FIN || fin.readUInt32LE(0) !== FIN || fin.readUInt16LE(20) !== 0) return false;
    const repertoire = fin.readUInt32LE(16);
    if (repertoire + fin.readUInt32LE(12) !== taille - TAILLE_FIN) return false;
    const parPlace = [...entrees].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
    let attendues = [0];
    for (const { relativeOffsetOfLocalHeader: place, compressedSize, generalPurposeBitFlag } of parPlace) {
      if (!attendues.includes(place)) return false;
      const tete = lire(place, TAILLE_LOCALE);
      if (tete.length < TAILLE_LOCALE || tete.readUInt32LE(0) !== LOCAL) return false;
      const apres = place + TAILLE_LOCALE + tete.readUInt16LE(26) + tete.readUInt16LE(28) + compressedSize;
      attendues = (generalPurposeBitFlag & DITE_APRES) === 0 ? [apres] : SUITES.map((suite) => apres + suite);
    }
    return attendues.includes(repertoire);
  } finally {
    closeSync(descripteur);
  }
}
