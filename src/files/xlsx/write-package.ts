import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { Zip } from 'fflate';
import { comparer } from '../../domain/ordre.ts';
import { canUseThreads, giveBatches, takeBatches } from '../threads.ts';
import { writeAll } from '../write-all.ts';
import { PartieComprimee } from '../zip/deflated-part.ts';
import type { Piece } from './package-draft.ts';

/** What a package is made of. */
export interface PackageRequest {
  /** Path of the file in which some of the pieces lie; it is removed in the end. */
  readonly draft: string;
  readonly document: string;
  readonly parts: ReadonlyMap<string, readonly Piece[]>;
}

const FIRST = '[Content_Types].xml';
/** What is compressed at a time, from the start of a part; fixed, since the cuts show in the compressed bytes. */
const BLOCK = 1 << 16;
/** The quickest: level 3 gives a file smaller by a tenth, for more time than drawing the sheets takes. */
const LEVEL = 1;
/** Bytes of a draft from which a thread gains more than it takes to start. */
const SIZE_FOR_A_THREAD = 1 << 20;
/** It makes few objects, large ones, which are let go of once the small ones fill this: 12 take fifteen megabytes more. */
const YOUNG_MEMORY = 2;

/**
 * Makes a document of its parts, in a thread where they are large and the tool can have one.
 * @throws the errors of the file system
 */
export async function writePackageAside(request: PackageRequest): Promise<void> {
  try {
    if (statSync(request.draft).size < SIZE_FOR_A_THREAD || !canUseThreads()) writePackage(request);
    else await takeBatches<never, undefined>(request, YOUNG_MEMORY).next();
  } finally {
    rmSync(request.draft, { force: true });
  }
}

/** In the thread: does what it was started for. */
export function runPackageThread(request: PackageRequest): Promise<void> {
  return giveBatches<never, undefined>(async () => {
    writePackage(request);
    return undefined;
  });
}

/**
 * Makes a document of its parts, those in the order of their names after the part that tells what the others are, without date,
 * compressed by code of ours rather than by the machine's zlib: the same parts give the same bytes everywhere. Parts are never
 * held whole.
 * @throws the errors of the file system
 */
export function writePackage({ draft, document, parts }: PackageRequest): void {
  const read = openSync(draft, 'r');
  try {
    const written = openSync(document, 'w');
    try {
      const zip = new Zip((error, bytes) => {
        if (error) throw error;
        writeAll(written, bytes);
      });
      const blocks = new Blocks();
      for (const name of [...parts.keys()].sort(byPlace)) {
        const part = new PartieComprimee(name, LEVEL);
        zip.add(part);
        blocks.begin(part);
        for (const piece of parts.get(name) ?? []) addPiece(blocks, piece, read, name);
        blocks.end();
      }
      zip.end();
    } finally {
      closeSync(written);
    }
  } finally {
    closeSync(read);
  }
}

function byPlace(left: string, right: string): number {
  if (left === FIRST) return -1;
  return right === FIRST ? 1 : comparer(left, right);
}

function addPiece(blocks: Blocks, piece: Piece, draft: number, name: string): void {
  if (piece instanceof Uint8Array) {
    blocks.add(piece);
    return;
  }
  const bytes = new Uint8Array(Math.min(BLOCK, piece.size));
  for (let done = 0; done < piece.size; ) {
    const size = readSync(draft, bytes, 0, Math.min(BLOCK, piece.size - done), piece.start + done);
    if (size === 0) throw new Error(`${name} : fichier intermédiaire du classeur tronqué`);
    blocks.add(bytes.subarray(0, size));
    done += size;
  }
}

/** Gives parts their bytes by blocks of one size, whatever the pieces that they come in. */
class Blocks {
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;
  #part: PartieComprimee | undefined;

  begin(part: PartieComprimee): void {
    this.#part = part;
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
    this.#part?.push(this.#block.subarray(0, this.#filled), last);
    this.#filled = 0;
  }
}
