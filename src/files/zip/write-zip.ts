import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type AsyncFlateStreamHandler, Deflate, type DeflateOptions, Zip, type ZipInputFile } from 'fflate';
import { writeAll } from '../file-system.ts';

/** Bytes, or where they lie in a file: as many from there on, or all of them. */
export type ZipContent = Uint8Array | { readonly path: string; readonly start?: number; readonly size?: number };

/** A file to put in an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly content: readonly ZipContent[];
}

/** Thrown when what is to be archived does not fit in a zip that every tool can read. */
export class ArchiveTooLarge extends Error {
  constructor(name: string) {
    super(`${name} est trop grand pour une archive zip que tout outil sache lire (4 Gio)`);
    this.name = 'ArchiveTooLarge';
  }
}

/** What is compressed at a time, from the start of an entry; fixed, since the cuts show in the compressed bytes. */
const BLOCK = 1 << 16;
/** A zip without extensions tells sizes on 32 bits; every tool reads those. */
const LARGEST = 0xffff_fffe;
/** Read in local time by fflate, hence the same date everywhere: the oldest that a zip can tell. */
const DATE = new Date(1980, 0, 1);
const DEFLATED = 8;
/** The levels of compression in use, and what the format says of each in the head of an entry. */
const LEVELS = { 1: 3, 6: 0 } as const satisfies Readonly<
  Partial<Record<NonNullable<DeflateOptions['level']>, number>>
>;

/**
 * Writes a zip: entries in the order given, no date, compressed by code of ours rather than by the machine's zlib. The same
 * entries give the same bytes on every machine. Files are never held whole.
 * @throws ArchiveTooLarge beyond 4 GiB
 * @throws the errors of the file system
 */
export function writeZip(target: string, entries: Iterable<ZipEntry>, level: keyof typeof LEVELS = 6): void {
  const written = openSync(target, 'w');
  try {
    let total = 0;
    const zip = new Zip((error, bytes) => {
      if (error) throw error;
      total += bytes.length;
      if (total > LARGEST) throw new ArchiveTooLarge('L’ensemble');
      writeAll(written, bytes);
    });
    for (const { name, content } of entries) {
      const entry = new DeflatedEntry(name, level);
      zip.add(entry);
      const blocks = new Blocks(entry);
      for (const piece of content)
        if (piece instanceof Uint8Array) blocks.add(piece);
        else addFile(blocks, piece, name);
      blocks.end();
    }
    zip.end();
  } finally {
    closeSync(written);
  }
}

/**
 * An entry of a zip of fflate, without date, compressed as `ZipDeflate` does, to the byte. Its checksum, which is the same
 * whoever works it out, comes from Node: by fflate it takes a sixth of the time.
 */
class DeflatedEntry implements ZipInputFile {
  readonly filename: string;
  readonly compression = DEFLATED;
  readonly flag: 0 | 3;
  readonly mtime = DATE;
  size = 0;
  crc = 0;
  ondata?: AsyncFlateStreamHandler;
  readonly #compressor: Deflate;

  constructor(name: string, level: keyof typeof LEVELS) {
    this.filename = name;
    this.flag = LEVELS[level];
    this.#compressor = new Deflate({ level }, (bytes, last) => this.ondata?.(null, bytes, last));
  }

  push(bytes: Uint8Array, last: boolean): void {
    this.crc = crc32(bytes, this.crc);
    this.size += bytes.length;
    this.#compressor.push(bytes, last);
  }
}

/** Gives an entry its bytes by blocks of one size, whatever the pieces that they come in. */
class Blocks {
  readonly #entry: DeflatedEntry;
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;

  constructor(entry: DeflatedEntry) {
    this.#entry = entry;
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
    this.#entry.push(this.#block.subarray(0, this.#filled), last);
    this.#filled = 0;
  }
}

function addFile(blocks: Blocks, piece: Exclude<ZipContent, Uint8Array>, name: string): void {
  const { path, start = 0, size = statSync(path).size } = piece;
  if (size > LARGEST) throw new ArchiveTooLarge(name);
  const read = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(Math.min(BLOCK, size));
    for (let done = 0; done < size; ) {
      const count = readSync(read, bytes, 0, Math.min(BLOCK, size - done), start + done);
      if (count === 0) throw new Error(`${name} : fichier tronqué`);
      blocks.add(bytes.subarray(0, count));
      done += count;
    }
  } finally {
    closeSync(read);
  }
}
