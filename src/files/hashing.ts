import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { WeighedFile } from './csv-format.ts';
import { writeAll } from './file-system.ts';

/**
 * A file hashed while it is written, block by block. Writing is synchronous: who makes the blocks waits for the disk, so
 * that nothing piles up in memory.
 */
export class HashedFile {
  readonly #descriptor: number;
  readonly #hash = createHash('sha256');
  #size = 0;
  #weight: WeighedFile | undefined;

  /** @throws the errors of the file system */
  constructor(path: string) {
    this.#descriptor = openSync(path, 'w');
  }

  /** @throws the errors of the file system */
  write(bytes: Uint8Array): void {
    writeAll(this.#descriptor, bytes);
    this.#hash.update(bytes);
    this.#size += bytes.length;
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#weight = { octets: this.#size, sha256: this.#hash.digest('hex') };
  }

  /** Its size and SHA-256, once it is closed. */
  get weight(): WeighedFile | undefined {
    return this.#weight;
  }
}

const BLOCK_BYTES = 1024 * 1024;

/**
 * Size and SHA-256 of a file, which is copied meanwhile where a place is given.
 * @throws the errors of the file system
 */
export function copyWeighed(from: string, to?: string): WeighedFile {
  const sha256 = createHash('sha256');
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  const source = openSync(from, 'r');
  const target = to === undefined ? undefined : openSync(to, 'w');
  let octets = 0;
  try {
    for (let read = readSync(source, block); read > 0; read = readSync(source, block)) {
      const bytes = block.subarray(0, read);
      sha256.update(bytes);
      octets += read;
      if (target !== undefined) writeAll(target, bytes);
    }
  } finally {
    closeSync(source);
    if (target !== undefined) closeSync(target);
  }
  return { octets, sha256: sha256.digest('hex') };
}

/** Hexadecimal digits kept of a SHA-256. */
export const FINGERPRINT_LENGTH = 16;

/** What tells a record from another: the first 16 hexadecimal digits of the SHA-256 of what was received. */
export function fingerprint(received: string | Uint8Array): string {
  return hash('sha256', received, 'hex').slice(0, FINGERPRINT_LENGTH);
}
