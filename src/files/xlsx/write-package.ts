import { rmSync, statSync } from 'node:fs';
import { comparer } from '../../domain/ordre.ts';
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
