import { createWriteStream, mkdirSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { comparer } from '../../domain/textes/ordre.ts';
import { UnwritableOutput } from '../unwritable-output.ts';
import { ARCHIVE_BOUNDS, bytesText } from './archive-bounds.ts';
import { foldedName } from './archive-names.ts';
import { FileBytes } from './file-bytes.ts';
import { readDirectory } from './read-directory.ts';
import { OtherZip, RefusedArchive } from './refused-archive.ts';
import { readSafeName } from './safe-name.ts';
import { DEFLATED, localHeader, STORED, TOLD_AFTER, type ZipRecord } from './zip-records.ts';

const ENCRYPTED = 0x1;
const NAME_IN_UTF8 = 0x800;
/** How hard the compressor tried: it changes nothing to how an entry is read. */
const EFFORT = 0x6;
const LARGE_VERSION = 45;
/** What entries may be made by, and how they then say what they are: ours by Unix, those of 0.1 by MS-DOS, which said nothing. */
const MAKERS: ReadonlyMap<number, number> = new Map([
  [0x314, 0o100644 * 2 ** 16],
  [0x32d, 0o100644 * 2 ** 16],
  [20, 0],
]);
const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;
const ORDINARY_FILE = 0o100000;
const FOLDER_OF_DOS = 0x10;

interface Entry {
  readonly name: string;
  readonly record: ZipRecord;
}

/**
 * Takes the files of an archive out into a folder. Before anything is inflated, all that the archive says of them is examined
 * ({@link readDirectory}): a name that leaves the folder, a name given twice (letter case and form aside, for Windows and for Macs), a link, a
 * password, an entry or a whole that would fill the disk — each refuses the archive whole.
 * @param target an empty folder
 * @param room what tells how many bytes the disk of a folder has free
 * @returns the names of the files, sorted
 * @throws RefusedArchive
 * @throws UnwritableOutput when the disk has not the room
 * @throws the errors of the file system
 */
export async function extractZip(
  path: string,
  target: string,
  room: (folder: string) => number = freeBytes,
): Promise<string[]> {
  const file = new FileBytes(path);
  try {
    const entries = examine(readDirectory(file));
    mkdirSync(target, { recursive: true });
    requireRoom(room(target), entries);
    for (const { name, record } of entries) await extract(file, { name, record }, join(target, name));
    return entries.map(({ name }) => name).sort(comparer);
  } finally {
    file.close();
  }
}

function examine(records: readonly ZipRecord[]): Entry[] {
  const entries = records.map((record) => {
    const name = readSafeName(record.name, (record.flags & NAME_IN_UTF8) !== 0);
    requireFile(name, record);
    return { name, record };
  });
  if (entries.reduce((total, { record }) => total + record.size, 0) > ARCHIVE_BOUNDS.size)
    throw new RefusedArchive(`elle ferait plus de ${bytesText(ARCHIVE_BOUNDS.size)} une fois ouverte`);
  requireNamesApart(entries.map(({ name }) => name));
  return entries;
}

/** No two names are one file to Windows or to a Mac, and none is that of a folder. */
function requireNamesApart(names: readonly string[]): void {
  const files = new Map<string, string>();
  for (const name of names) {
    const folded = foldedName(name);
    const already = files.get(folded);
    if (already !== undefined)
      throw new RefusedArchive(`« ${name} » y est deux fois${already === name ? '' : ` (« ${already} »)`}`);
    files.set(folded, name);
  }
  for (const [folded, name] of files)
    for (let end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
      const file = files.get(folded.slice(0, end));
      if (file !== undefined) throw new RefusedArchive(`« ${file} » y est un fichier, et le dossier de « ${name} »`);
    }
}

function requireFile(name: string, record: ZipRecord): void {
  const { flags, method, attributes, madeBy, needed, large } = record;
  const type = (attributes >>> 16) & FILE_TYPE;
  if (type === SYMBOLIC_LINK) throw new RefusedArchive(`« ${name} » est un lien, pas un fichier`);
  if ((type !== 0 && type !== ORDINARY_FILE) || (attributes & FOLDER_OF_DOS) !== 0)
    throw new RefusedArchive(`« ${name} » n’est pas un fichier ordinaire`);
  if ((flags & ENCRYPTED) !== 0) throw new OtherZip(`« ${name} » est protégé par un mot de passe`);
  if (method !== DEFLATED && (method !== STORED || record.compressed !== record.size))
    throw new OtherZip(`« ${name} » est comprimé d’une façon inconnue`);
  const unknown = (flags & ~(NAME_IN_UTF8 | TOLD_AFTER | EFFORT)) !== 0 || (large && (flags & TOLD_AFTER) !== 0);
  if (unknown || needed > LARGE_VERSION || MAKERS.get(madeBy) !== attributes)
    throw new OtherZip(`« ${name} » est écrit d’une façon inconnue`);
}

/** The disk may be anybody's: what an archive takes of it is known before. */
function requireRoom(free: number, entries: readonly Entry[]): void {
  const needed = entries.reduce((total, { record }) => total + record.size, 0);
  if (needed <= free) return;
  throw new UnwritableOutput(
    `l’archive ferait ${bytesText(needed)} une fois ouverte, et le disque des fichiers temporaires n’en a que ${bytesText(free)}`,
    'Donnez un dossier d’un autre disque par la variable TMPDIR (TEMP sous Windows), puis relancez.',
  );
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

async function extract(file: FileBytes, { name, record }: Entry, target: string): Promise<void> {
  const inflater = createInflateRaw();
  const { compressed, method } = record;
  try {
    mkdirSync(dirname(target), { recursive: true });
    const output = createWriteStream(target, { flags: 'wx' });
    const content = Readable.from(file.blocks(record.offset + localHeader(record).length, compressed));
    if (method === STORED) await pipeline(content, new Checked(record), output);
    else await pipeline(content, inflater, new Checked(record), output);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new RefusedArchive(`« ${name} » est abîmé`);
  }
  // What follows the end of the content is seen by no program, and is no content.
  if (method !== STORED && inflater.bytesWritten !== compressed)
    throw new RefusedArchive(`« ${name} » est suivi d’autre chose dans l’archive`);
}

/** Lets the bytes of an entry through as long as they are no more than announced, and ends well when they are those. */
class Checked extends Transform {
  readonly #record: ZipRecord;
  #size = 0;
  #checksum = 0;

  constructor(record: ZipRecord) {
    super();
    this.#record = record;
  }

  override _transform(bytes: Buffer, _: BufferEncoding, done: (error: Error | null, bytes?: Buffer) => void): void {
    this.#size += bytes.length;
    this.#checksum = crc32(bytes, this.#checksum);
    if (this.#size > this.#record.size) done(new Error('plus que ce qui est annoncé'));
    else done(null, bytes);
  }

  override _flush(done: (error?: Error | null) => void): void {
    const { size, checksum } = this.#record;
    done(this.#size === size && this.#checksum === checksum ? null : new Error('autre chose que ce qui est annoncé'));
  }
}
