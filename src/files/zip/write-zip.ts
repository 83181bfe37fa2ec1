import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { Deflate, type DeflateOptions } from 'fflate';
import { accord } from '../../domain/textes/format.ts';
import { UnwritableOutput } from '../unwritable-output.ts';
import { ARCHIVE_BOUNDS, bytesText } from './archive-bounds.ts';
import {
  DEFLATED,
  directoryRecord,
  endRecords,
  localHeader,
  ZIP_LIMITS,
  type ZipLimits,
  type ZipRecord,
} from './zip-records.ts';

/** Bytes, or where they lie in a file: as many from there on, or all of them. */
export type ZipContent = Uint8Array | { readonly path: string; readonly start?: number; readonly size?: number };

/** A file to put in an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly content: readonly ZipContent[];
}

/** What is compressed at a time, from the start of an entry; fixed, since the cuts show in the compressed bytes. */
const BLOCK = 1 << 16;
/** The levels of compression in use, and what the format says of each in the head of an entry. */
const LEVELS = { 1: 3, 6: 0 } as const satisfies Readonly<
  Partial<Record<NonNullable<DeflateOptions['level']>, number>>
>;
/** Made by Unix, which Debian's unzip must read to believe that a name is in UTF-8; version 2.0 of the format, or 4.5 for 64 bits. */
const UNIX = 3 << 8;
const VERSION = 20;
const VERSION_64 = 45;
const NAME_IN_UTF8 = 0x800;
/** An ordinary file, that its owner writes and all read. */
const MODE = 0o100644 * 2 ** 16;
/** The first of January 1980, the oldest day that a zip can tell. */
const DAY = 0x21;

/**
 * Writes a zip: entries in the order given, no date, compressed by code of ours rather than by the machine's zlib. The same
 * entries give the same bytes on every machine. Files are never held whole. What stands before an entry says all that the
 * directory says of it, and there is nothing else: programs that read the one or the other see the same files.
 * @param limits from where numbers are told on 64 bits
 * @throws UnwritableOutput beyond what an archive may be
 * @throws the errors of the file system
 */
export function writeZip(
  target: string,
  entries: Iterable<ZipEntry>,
  level: keyof typeof LEVELS = 6,
  limits: ZipLimits = ZIP_LIMITS,
): void {
  const all = [...entries].map((entry) => ({ ...entry, size: sizeOf(entry.content) }));
  requireWithinBounds(all);
  const zip = new ZipFile(target);
  try {
    const records = all.map((entry) => addEntry(zip, entry, level, limits));
    const start = zip.size;
    for (const record of records) zip.add(directoryRecord(record));
    const place = { entries: records.length, start, length: zip.size - start };
    zip.add(
      endRecords(place, {
        entries: place.entries >= limits.entries,
        start: place.start >= limits.bytes,
        length: place.length >= limits.bytes,
        version: UNIX | VERSION_64,
      }),
    );
  } finally {
    zip.close();
  }
}

function sizeOf(content: readonly ZipContent[]): number {
  let total = 0;
  for (const piece of content)
    total += piece instanceof Uint8Array ? piece.length : (piece.size ?? statSync(piece.path).size);
  return total;
}

function requireWithinBounds(entries: readonly { readonly size: number }[]): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const { entries: most, size: largest } = ARCHIVE_BOUNDS;
  if (entries.length <= most && total <= largest) return;
  throw new UnwritableOutput(
    `il y aurait ${accord(entries.length, 'fichier')} et ${bytesText(total)} dans l’archive, qui en a au plus ${accord(most, 'fichier')} et ${bytesText(largest)}`,
    'Allégez le dossier, par exemple des années anciennes de memoire/, puis relancez.',
  );
}

function addEntry(
  zip: ZipFile,
  { name, content, size }: ZipEntry & { readonly size: number },
  level: keyof typeof LEVELS,
  limits: ZipLimits,
): ZipRecord {
  const bytes = Buffer.from(name, 'utf8');
  // What does not compress grows a little: told on 64 bits from a little before.
  const large = size + size / 1000 + BLOCK >= limits.bytes;
  const version = large ? VERSION_64 : VERSION;
  const record = {
    name: bytes,
    madeBy: UNIX | version,
    needed: version,
    flags: (LEVELS[level] << 1) | (bytes.length === name.length ? 0 : NAME_IN_UTF8),
    method: DEFLATED,
    time: 0,
    day: DAY,
    attributes: MODE,
    offset: zip.size,
    large,
    far: zip.size >= limits.bytes,
  };
  // Written again once it is known what it says.
  const unknown = localHeader({ ...record, checksum: 0, compressed: 0, size: 0 });
  zip.add(unknown);
  const start = zip.size;
  const entry = new DeflatedEntry(zip, level);
  for (const piece of content)
    if (piece instanceof Uint8Array) entry.add(piece);
    else addFile(entry, piece, name);
  entry.end();
  const whole = { ...record, checksum: entry.checksum, compressed: zip.size - start, size: entry.size };
  if (entry.size !== size) throw new Error(`${name} : fichier changé pendant l’écriture`);
  if (!large && whole.compressed >= limits.bytes) throw new Error(`${name} : taille imprévue`);
  zip.writeAgain(localHeader(whole), record.offset);
  return whole;
}

/** A file that is written from its start on, and in which what was written may be written again. */
class ZipFile {
  readonly #descriptor: number;
  size = 0;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'w');
  }

  add(bytes: Uint8Array): void {
    this.writeAgain(bytes, this.size);
    this.size += bytes.length;
  }

  writeAgain(bytes: Uint8Array, position: number): void {
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, position + done);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/**
 * Compresses an entry by blocks of one size, whatever the pieces that it comes in. Its checksum, which is the same whoever works it
 * out, comes from Node: by fflate it takes a sixth of the time.
 */
class DeflatedEntry {
  readonly #compressor: Deflate;
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;
  size = 0;
  checksum = 0;

  constructor(zip: ZipFile, level: keyof typeof LEVELS) {
    this.#compressor = new Deflate({ level }, (bytes) => zip.add(bytes));
  }

  add(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      // A block goes once it is known not to be the last.
      if (this.#filled === BLOCK) this.#push(false);
      const taken = bytes.subarray(done, done + BLOCK - this.#filled);
      this.#block.set(taken, this.#filled);
      this.#filled += taken.length;
      done += taken.length;
    }
  }

  end(): void {
    this.#push(true);
  }

  /** The compressor copies what it is given: the block serves again. */
  #push(last: boolean): void {
    const bytes = this.#block.subarray(0, this.#filled);
    this.checksum = crc32(bytes, this.checksum);
    this.size += bytes.length;
    this.#compressor.push(bytes, last);
    this.#filled = 0;
  }
}

function addFile(entry: DeflatedEntry, piece: Exclude<ZipContent, Uint8Array>, name: string): void {
  const { path, start = 0, size = statSync(path).size } = piece;
  const read = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(Math.min(BLOCK, size));
    for (let done = 0; done < size; ) {
      const count = readSync(read, bytes, 0, Math.min(BLOCK, size - done), start + done);
      if (count === 0) throw new Error(`${name} : fichier tronqué`);
      entry.add(bytes.subarray(0, count));
      done += count;
    }
  } finally {
    closeSync(read);
  }
}
