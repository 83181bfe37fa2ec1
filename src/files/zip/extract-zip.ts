import { closeSync, createWriteStream, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { comparer } from '../../domain/textes/ordre.ts';
import { SENS_FORCES, SIGNES_DE_COMMANDE } from '../../domain/textes/signes.ts';
import { oneForm } from '../path-in.ts';

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
 * the folder, a name given twice (letter case and form aside, for Windows and for Macs), a link, a password, an entry or a whole that would fill the
 * disk — each refuses the archive whole.
 * @param target an empty folder
 * @returns the names of the files, sorted
 * @throws RefusedArchive
 * @throws the errors of the file system
 */
export async function extractZip(path: string, target: string): Promise<string[]> {
  const archive = await open(path);
  try {
    const all: Entry[] = [];
    const entries = await examine(archive, all);
    if (!hasNoGaps(path, all))
      throw new RefusedArchive(
        'elle contient autre chose que ses fichiers : deux programmes n’y liraient pas la même chose',
      );
    for (const entry of entries) await extract(archive, entry, join(target, entry.fileName));
    return entries.map(({ fileName }) => fileName).sort(comparer);
  } finally {
    archive.close();
  }
}

async function open(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true });
  } catch (error) {
    throw refusal(error, 'ce n’est pas une archive zip, ou elle est abîmée');
  }
}

async function examine(archive: ZipFile, all: Entry[]): Promise<Entry[]> {
  if (archive.entryCount > MAX_ENTRIES) throw new RefusedArchive(`elle annonce ${archive.entryCount} fichiers`);
  const entries: Entry[] = [];
  const names = new Map<string, string>();
  let total = 0;
  for await (const entry of readDirectory(archive)) {
    const { fileName: name, uncompressedSize: size } = entry;
    all.push(entry);
    requireSafeName(name);
    if (name.endsWith('/')) continue;
    requireFile(entry);
    const plain = oneForm(name).toLowerCase();
    const already = names.get(plain);
    if (already !== undefined)
      throw new RefusedArchive(`« ${name} » y est deux fois${already === name ? '' : ` (« ${already} »)`}`);
    names.set(plain, name);
    total += size;
    if (total > MAX_SIZE || (size > HARMLESS_SIZE && size > entry.compressedSize * MAX_RATIO))
      throw new RefusedArchive(`« ${name} » gonflerait démesurément le disque`);
    entries.push(entry);
  }
  return entries;
}

async function* readDirectory(archive: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of archive.eachEntry()) yield entry;
  } catch (error) {
    if (error instanceof RefusedArchive) throw error;
    throw refusal(error, 'son répertoire est abîmé');
  }
}

function requireSafeName(name: string): void {
  const pieces = name.replace(/\/$/, '').split('/');
  if (FORBIDDEN.test(name) || pieces.some((piece) => ['', '.', '..'].includes(piece) || /[. ]$/.test(piece)))
    throw new RefusedArchive(`« ${show(name)} » n’est pas un nom de fichier admis`);
}

function requireFile({
  fileName: name,
  externalFileAttributes,
  generalPurposeBitFlag,
  compressionMethod,
}: Entry): void {
  if (((externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK)
    throw new RefusedArchive(`« ${name} » est un lien, pas un fichier`);
  if ((generalPurposeBitFlag & ENCRYPTED) !== 0)
    throw new RefusedArchive(`« ${name} » est protégé par un mot de passe`);
  if (!METHODS.has(compressionMethod)) throw new RefusedArchive(`« ${name} » est comprimé d’une façon inconnue`);
}

async function extract(archive: ZipFile, entry: Entry, target: string): Promise<void> {
  try {
    const stream = await archive.openReadStreamPromise(entry);
    mkdirSync(dirname(target), { recursive: true });
    await pipeline(stream, createWriteStream(target, { flags: 'wx' }));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw refusal(error, `« ${entry.fileName} » est abîmé`);
  }
}

/** What yauzl says of a name is told like ours. */
function refusal(error: unknown, said: string): Error {
  if (error instanceof Error && 'syscall' in error) return error;
  const message = error instanceof Error ? error.message : '';
  const [, name] =
    /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/s.exec(message) ?? [];
  return new RefusedArchive(name === undefined ? said : `« ${show(name)} » n’est pas un nom de fichier admis`);
}

function show(name: string): string {
  return name.slice(0, 200).replace(TO_SHOW, '\ufffd');
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
export function hasNoGaps(path: string, entries: readonly Entry[]): boolean {
  const descriptor = openSync(path, 'r');
  const read = (position: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position));
  };
  try {
    const size = fstatSync(descriptor).size;
    const end = read(size - END_SIZE, END_SIZE);
    if (end.length < END_SIZE || end.readUInt32LE(0) !== END || end.readUInt16LE(20) !== 0) return false;
    const directory = end.readUInt32LE(16);
    if (directory + end.readUInt32LE(12) !== size - END_SIZE) return false;
    const byPlace = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
    let expected = [0];
    for (const { relativeOffsetOfLocalHeader: place, compressedSize, generalPurposeBitFlag } of byPlace) {
      if (!expected.includes(place)) return false;
      const head = read(place, LOCAL_SIZE);
      if (head.length < LOCAL_SIZE || head.readUInt32LE(0) !== LOCAL) return false;
      const after = place + LOCAL_SIZE + head.readUInt16LE(26) + head.readUInt16LE(28) + compressedSize;
      expected = (generalPurposeBitFlag & TOLD_AFTER) === 0 ? [after] : DESCRIPTORS.map((length) => after + length);
    }
    return expected.includes(directory);
  } finally {
    closeSync(descriptor);
  }
}
