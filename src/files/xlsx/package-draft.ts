import { closeSync, openSync, rmSync } from 'node:fs';
import { writeAll } from '../write-all.ts';

/** Bytes of a draft. */
export interface Span {
  readonly path: string;
  readonly start: number;
  size: number;
}

/**
 * The working file where what may be large of a package waits, part after part or in turns. Writing is synchronous: who makes
 * the bytes waits for the disk, so that nothing piles up in memory.
 */
export class PackageDraft {
  readonly path: string;
  readonly #descriptor: number;
  #size = 0;
  #closed = false;

  /** @throws the errors of the file system */
  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, 'w');
  }

  /** Adds bytes to those of a part, which grows by a piece unless they follow its last ones. */
  add(spans: Span[], bytes: Uint8Array): void {
    writeAll(this.#descriptor, bytes);
    const last = spans.at(-1);
    if (last !== undefined && last.start + last.size === this.#size) last.size += bytes.length;
    else spans.push({ path: this.path, start: this.#size, size: bytes.length });
    this.#size += bytes.length;
  }

  /** Ends the draft, which stays where it is. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#descriptor);
  }

  /** Ends the draft, and leaves none. */
  abandon(): void {
    this.close();
    rmSync(this.path, { force: true });
  }
}
