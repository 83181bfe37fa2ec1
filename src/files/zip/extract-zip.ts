import { closeSync, createWriteStream, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { comparer } from '../../domain/textes/ordre.ts';
import { SENS_FORCES, SIGNES_DE_COMMANDE } from '../../domain/textes/signes.ts';

/** Thrown when an archive cannot be opened, or must not be: says what is wrong with it. Nothing of it is kept. */
export class RefusedArchive extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedArchive';
  }
}

/** Entries of an archive, at the most. */
const MAX_ENTRIES = 20_000;
/** Bytes of an archive once inflated, at the most. */
const MAX_SIZE = 8 * 1024 ** 3;
/** An entry this much larger than its compressed bytes is no text of a budget: ours inflate twenty times. */
const MAX_RATIO = 250;
/** Small entries may repeat themselves. */
const HARMLESS_SIZE = 1024 ** 2;
const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;
const ENCRYPTED = 1;
/** Methods of compression: none, deflate. */
const METHODS: ReadonlySet<number> = new Set([0, 8]);
const TO_SHOW = new RegExp(`[${SIGNES_DE_COMMANDE}\\t\\r\\n${SENS_FORCES}]`, 'g');
/** What a name may not hold: Windows forbids these, and some lead out of the folder. */
const FORBIDDEN = new RegExp(`[${SIGNES_DE_COMMANDE}\\t\\r\\n<>:"|?*\\\\${SENS_FORCES}]`);

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
  const archive = await open(chemin);
  try {
    const toutes: Entry[] = [];
    const entrees = await examine(archive, toutes);
    if (!hasNoGaps(chemin, toutes))
      throw new RefusedArchive(
        'elle contient autre chose que ses fichiers : deux programmes n’y liraient pas la même chose',
      );
    for (const entree of entrees) await extract(archive, entree, join(vers, entree.fileName));
    return entrees.map(({ fileName }) => fileName).sort(comparer);
  } finally {
    archive.close();
  }
}

async function open(chemin: string): Promise<ZipFile> {
  try {
    return await openPromise(chemin, { autoClose: false, lazyEntries: true, strictFileNames: true });
  } catch (erreur) {
    throw refusal(erreur, 'ce n’est pas une archive zip, ou elle est abîmée');
  }
}

async function examine(archive: ZipFile, toutes: Entry[]): Promise<Entry[]> {
  if (archive.entryCount > MAX_ENTRIES) throw new RefusedArchive(`elle annonce ${archive.entryCount} fichiers`);
  const entrees: Entry[] = [];
  const noms = new Map<string, string>();
  let total = 0;
  for await (const entree of lireLeRepertoire(archive)) {
    const { fileName: nom, uncompressedSize: taille } = entree;
    toutes.push(entree);
    requireSafeName(nom);
    if (nom.endsWith('/')) continue;
    requireFile(entree);
    const deja = noms.get(nom.toLowerCase());
    if (deja !== undefined)
      throw new RefusedArchive(`« ${nom} » y est deux fois${deja === nom ? '' : ` (« ${deja} »)`}`);
    noms.set(nom.toLowerCase(), nom);
    total += taille;
    if (total > MAX_SIZE || (taille > HARMLESS_SIZE && taille > entree.compressedSize * MAX_RATIO))
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
    throw refusal(erreur, 'son répertoire est abîmé');
  }
}

function requireSafeName(nom: string): void {
  const morceaux = nom.replace(/\/$/, '').split('/');
  if (FORBIDDEN.test(nom) || morceaux.some((morceau) => ['', '.', '..'].includes(morceau) || /[. ]$/.test(morceau)))
    throw new RefusedArchive(`« ${show(nom)} » n’est pas un nom de fichier admis`);
}

function requireFile({ fileName: nom, externalFileAttributes, generalPurposeBitFlag, compressionMethod }: Entry): void {
  if (((externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK)
    throw new RefusedArchive(`« ${nom} » est un lien, pas un fichier`);
  if ((generalPurposeBitFlag & ENCRYPTED) !== 0) throw new RefusedArchive(`« ${nom} » est protégé par un mot de passe`);
  if (!METHODS.has(compressionMethod)) throw new RefusedArchive(`« ${nom} » est comprimé d’une façon inconnue`);
}

async function extract(archive: ZipFile, entree: Entry, cible: string): Promise<void> {
  try {
    const flux = await archive.openReadStreamPromise(entree);
    mkdirSync(dirname(cible), { recursive: true });
    await pipeline(flux, createWriteStream(cible, { flags: 'wx' }));
  } catch (erreur) {
    if (erreur instanceof Error && 'syscall' in erreur) throw erreur;
    throw refusal(erreur, `« ${entree.fileName} » est abîmé`);
  }
}

/** What yauzl says of a name is told like ours. */
function refusal(erreur: unknown, dit: string): Error {
  if (erreur instanceof Error && 'syscall' in erreur) return erreur;
  const message = erreur instanceof Error ? erreur.message : '';
  const [, nom] = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/s.exec(message) ?? [];
  return new RefusedArchive(nom === undefined ? dit : `« ${show(nom)} » n’est pas un nom de fichier admis`);
}

function show(nom: string): string {
  return nom.slice(0, 200).replace(TO_SHOW, '\ufffd');
}

const END = 0x06054b50;
const END_SIZE = 22;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
/** Sizes told after the content rather than before: bit 3; how long they are, with or without their mark. */
const TOLD_AFTER = 0x8;
const DESCRIPTORS = [12, 16, 20, 24];

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
    const fin = lire(taille - END_SIZE, END_SIZE);
    if (fin.length < END_SIZE || fin.readUInt32LE(0) !== END || fin.readUInt16LE(20) !== 0) return false;
    const repertoire = fin.readUInt32LE(16);
    if (repertoire + fin.readUInt32LE(12) !== taille - END_SIZE) return false;
    const parPlace = [...entrees].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
    let attendues = [0];
    for (const { relativeOffsetOfLocalHeader: place, compressedSize, generalPurposeBitFlag } of parPlace) {
      if (!attendues.includes(place)) return false;
      const tete = lire(place, LOCAL_SIZE);
      if (tete.length < LOCAL_SIZE || tete.readUInt32LE(0) !== LOCAL) return false;
      const apres = place + LOCAL_SIZE + tete.readUInt16LE(26) + tete.readUInt16LE(28) + compressedSize;
      attendues = (generalPurposeBitFlag & TOLD_AFTER) === 0 ? [apres] : DESCRIPTORS.map((suite) => apres + suite);
    }
    return attendues.includes(repertoire);
  } finally {
    closeSync(descripteur);
  }
}
