import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { writeAll } from './file-system.ts';
import { tidyIfInterrupted } from './interruption.ts';
import { nameInTheMaking, removeQuietly, sweepLeftovers } from './leftovers.ts';
import { UnwritableOutput } from './output-folder.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';

/**
 * Puts a file in place of another, or where there was none, by renaming: readers find the former or the new one whole, and
 * on failure the former is untouched and nothing is left beside it.
 * @param make makes the new file at the path that it is given, in a folder of its own on the same disk
 * @param check runs once all is written, just before the new file is shown; what it throws stops everything
 * @throws UnwritableOutput when the system refuses
 */
export async function replaceFile(
  target: string,
  make: (path: string) => Promise<void> | void,
  check: () => void = () => {},
): Promise<void> {
  // Through a link, it is the file at its end that is replaced, not the link.
  const real = existsSync(target) ? realpathSync(target) : target;
  const workshop = nameInTheMaking(real);
  sweepLeftovers(real);
  const freeSignals = tidyIfInterrupted(() => rmSync(workshop, { recursive: true, force: true }));
  try {
    mkdirSync(workshop);
    const draft = join(workshop, basename(real));
    await make(draft);
    check();
    renameSync(draft, real);
  } catch (error) {
    const failure = systemFailure(error);
    if (failure === undefined) throw error;
    throw new UnwritableOutput(
      `${target} ne peut pas être écrit : ${failure}`,
      systemRemedy(
        error,
        'Vérifiez que vous avez le droit d’écrire à cet endroit, et qu’il n’est pas protégé ; puis relancez.',
      ),
    );
  } finally {
    freeSignals();
    removeQuietly(workshop);
  }
}

/** Writes bytes in a new file, down to the disk. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, 'w');
  try {
    writeAll(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of a file, or nothing when there is none. */
export function readIfThere(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}
