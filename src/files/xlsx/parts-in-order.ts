import { closeSync, openSync, readSync } from 'node:fs';
import { Zip } from 'fflate';
import { comparer } from '../../domain/ordre.ts';
import { writeAll } from '../write-all.ts';
import { PartieComprimee } from '../zip/deflated-part.ts';

const FIRST = '[Content_Types].xml';
/** What is compressed at a time, from the start of a part; fixed, since the cuts show in the compressed bytes. */
export const BLOCK = 1 << 16;
/** The quickest: level 3 gives a file smaller by a tenth, for more time than drawing the sheets takes. */
export const LEVEL = 1;

/** The order of the parts of a document: that of their names, after the part that tells what the others are. */
export function byPlace(left: string, right: string): number {
  if (left === FIRST) return -1;
  return right === FIRST ? 1 : comparer(left, right);
}

interface CompressedPart {
  readonly part: PartieComprimee;
  /** Where its compressed bytes are in the spool. */
  readonly start: number;
  length: number;
}

/**
 * The parts of a document in the order in which they come, compressed on the way into a working file; then in the order that
 * the document wants.
 */
export class PartsInOrder {
  readonly #spool: number;
  #spooled = 0;
  readonly #parts: CompressedPart[] = [];
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;

  /**
   * @param spool path of the working file
   * @throws the errors of the file system
   */
  constructor(spool: string) {
    this.#spool = openSync(spool, 'w+');
  }

  /** Begins a part. */
  begin(name: string): void {
    const compressed: CompressedPart = { part: new PartieComprimee(name, LEVEL), start: this.#spooled, length: 0 };
    compressed.part.ondata = (_, bytes) => {
      writeAll(this.#spool, bytes);
      compressed.length += bytes.length;
      this.#spooled += bytes.length;
    };
    this.#parts.push(compressed);
  }

  /** Adds bytes to the part that was begun last. */
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

  /** Ends the part. */
  end(): void {
    this.#push(true);
  }

  /**
   * Writes the document.
   * @throws the errors of the file system
   */
  write(document: string): void {
    const written = openSync(document, 'w');
    try {
      const zip = new Zip((error, bytes) => {
        if (error) throw error;
        writeAll(written, bytes);
      });
      for (const { part, start, length } of this.#parts.sort((a, b) => byPlace(a.part.filename, b.part.filename))) {
        zip.add(part);
        let done = 0;
        do {
          const piece = new Uint8Array(Math.min(BLOCK, length - done));
          if (readSync(this.#spool, piece, 0, piece.length, start + done) !== piece.length)
            throw new Error(`${part.filename} : fichier tronqué`);
          done += piece.length;
          part.ondata?.(null, piece, done === length);
        } while (done < length);
      }
      zip.end();
    } finally {
      closeSync(written);
    }
  }

  /** Lets go of the working file. */
  close(): void {
    closeSync(this.#spool);
  }

  /** The compressor copies what it is given: the block serves again. */
  #push(last: boolean): void {
    this.#parts.at(-1)?.part.push(this.#block.subarray(0, this.#filled), last);
    this.#filled = 0;
  }
}
