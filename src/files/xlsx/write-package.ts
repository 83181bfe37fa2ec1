import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { comparer } from '../../domain/textes/ordre.ts';
import { writeAll } from '../file-system.ts';
import { canUseThreads, giveBatches, takeBatches } from '../threads.ts';
import { writeZip, type ZipContent } from '../zip/write-zip.ts';

/** What a package is made of. */
export interface PackageRequest {
  /** Path of the file in which some of the pieces lie; it is removed in the end. */
  readonly draft: string;
  readonly document: string;
  readonly parts: ReadonlyMap<string, readonly ZipContent[]>;
}

const FIRST = '[Content_Types].xml';
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
 * Makes a document of its parts, in the order of their names after the one that tells what the others are.
 * @throws the errors of the file system
 */
export function writePackage({ document, parts }: Pick<PackageRequest, 'document' | 'parts'>): void {
  const entries = [...parts].map(([name, content]) => ({ name, content }));
  writeZip(
    document,
    entries.sort((left, right) => byPlace(left.name, right.name)),
    LEVEL,
  );
}

function byPlace(left: string, right: string): number {
  if (left === FIRST) return -1;
  return right === FIRST ? 1 : comparer(left, right);
}

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

const SIZE = 1 << 16;

/**
 * XML on its way to a part of a workbook, as bytes: texts in ASCII, which most of it is, are copied; what else comes again
 * and again is encoded once.
 */
export class XmlBytes {
  readonly #send: (bytes: Uint8Array) => void;
  readonly #bytes = Buffer.allocUnsafe(SIZE);
  #size = 0;

  /** @param send takes the bytes, which hold only during the call */
  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  /** Adds bytes, or a text that has ASCII characters only. */
  add(piece: string | Uint8Array): void {
    if (this.#size + piece.length > SIZE) this.flush();
    if (piece.length > SIZE) this.#send(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
    else if (typeof piece === 'string') this.#size += this.#bytes.write(piece, this.#size, 'latin1');
    else {
      this.#bytes.set(piece, this.#size);
      this.#size += piece.length;
    }
  }

  /** Sends what was added and is not sent yet. */
  flush(): void {
    if (this.#size === 0) return;
    this.#send(this.#bytes.subarray(0, this.#size));
    this.#size = 0;
  }
}
