import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { canUseThreads, giveBatches, takeBatches } from '../threads.ts';
import { PartsInOrder } from './parts-in-order.ts';
import { rezip } from './rezip.ts';
import { StoredZipReader } from './stored-zip-reader.ts';

/** Bytes of a draft from which a thread gains more than it takes to start. */
const SIZE_FOR_A_THREAD = 1 << 20;
const PIECE = 1 << 18;
/** It makes few objects, large ones, which are let go of once the small ones fill this: 12 take fifteen megabytes more. */
const YOUNG_MEMORY = 2;
/** Nothing is to be made of the draft. */
const ABANDONED = -1n;

/** What the thread is given. */
export interface RezipRequest {
  /** Path of the draft, which grows. */
  readonly draft: string;
  readonly document: string;
  /** One number: twice the bytes that are in the draft, and one more once it is whole; {@link ABANDONED}. */
  readonly progress: BigInt64Array;
}

/**
 * Makes a document of a draft as {@link rezip} does: where the tool can have a thread, in one that follows the draft while it
 * is being written. The draft is removed in the end.
 */
export class RezipAside {
  readonly #request: RezipRequest;
  #made: Promise<unknown> | undefined;

  constructor(draft: string, document: string) {
    const progress = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));
    this.#request = { draft, document, progress };
  }

  /** Tells how many bytes the draft has. */
  follow(bytes: number): void {
    this.#tell(BigInt(bytes) * 2n);
    if (this.#made !== undefined || bytes < SIZE_FOR_A_THREAD || !canUseThreads()) return;
    this.#made = takeBatches<never, undefined>(this.#request, YOUNG_MEMORY).next();
    // Looked at when the draft is whole.
    this.#made.catch(() => {});
  }

  /**
   * Ends the document, once the draft is whole.
   * @throws Error when a file cannot be read or written, or the draft is not what the streaming writer leaves
   */
  async end(): Promise<void> {
    const { draft, document, progress } = this.#request;
    try {
      if (this.#made === undefined) rezip(draft, document);
      this.#tell((progress[0] ?? 0n) | 1n);
      await this.#made;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Gives up before the end; the document was not begun. */
  async abandon(): Promise<void> {
    this.#tell(ABANDONED);
    await this.#made?.catch(() => {});
    rmSync(this.#request.draft, { force: true });
  }

  #tell(value: bigint): void {
    const { progress } = this.#request;
    Atomics.store(progress, 0, value);
    Atomics.notify(progress, 0);
  }
}

/** In the thread: does what it was started for. */
export function runRezipThread(request: RezipRequest): Promise<void> {
  return giveBatches<never, undefined>(async () => {
    rezipWhileWritten(request);
    return undefined;
  });
}

/** Makes a document of a draft while it is being written, by somebody else: this one waits, and does nothing else. */
export function rezipWhileWritten({ draft, document, progress }: RezipRequest): void {
  const spool = `${draft}.parts`;
  const read = openSync(draft, 'r');
  try {
    const parts = new PartsInOrder(spool);
    try {
      const reader = new StoredZipReader(parts);
      const piece = Buffer.allocUnsafe(PIECE);
      for (let done = 0; ; ) {
        const told = Atomics.load(progress, 0);
        if (told === ABANDONED) return;
        const written = Number(told >> 1n);
        if (done === written && (told & 1n) === 1n) break;
        if (done === written) Atomics.wait(progress, 0, told);
        while (done < written) {
          const size = readSync(read, piece, 0, Math.min(PIECE, written - done), done);
          if (size === 0) throw new Error('fichier intermédiaire du classeur tronqué');
          reader.add(piece.subarray(0, size));
          done += size;
        }
      }
      reader.end();
      parts.write(document);
    } finally {
      parts.close();
      rmSync(spool, { force: true });
    }
  } finally {
    closeSync(read);
  }
}
