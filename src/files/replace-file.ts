import { renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isMissing } from './file-system.ts';
import { syncFile, syncShown } from './sync.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';
import { UnwritableOutput } from './unwritable-output.ts';
import { Workshop } from './workshop.ts';

/**
 * Puts a file in place of another, or where there was none, by renaming, once the disk keeps it: readers find the former or the
 * new one whole, and on failure the former is untouched and nothing is left beside it. Through a link, it is the file at its end
 * that is replaced, not the link.
 * @param make makes the new file at the path that it is given, in a folder of its own on the same disk
 * @param check runs once all is written, just before the new file is shown, which it is given; what it throws stops everything
 * @returns what the check found
 * @throws UnwritableOutput when the system refuses, or another command is writing there
 * @throws Refus when the file is shown, and the disk does not answer that it keeps its name
 */
export async function replaceFile<T>(
  target: string,
  make: (path: string) => Promise<void> | void,
  check: (draft: string) => Promise<T> | T,
): Promise<T> {
  let workshop: Workshop | undefined;
  try {
    workshop = new Workshop(target, false);
    const draft = join(workshop.path, basename(workshop.target));
    await make(draft);
    syncFile(draft);
    const found = await check(draft);
    renameSync(draft, workshop.target);
    syncShown(dirname(workshop.target), target);
    return found;
  } catch (error) {
    const failure = systemFailure(error);
    if (failure === undefined) throw error;
    const folder = dirname(target);
    if (isMissing(folder) && error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new UnwritableOutput(
        `${target} ne peut pas être écrit : le dossier ${folder} n’existe pas`,
        'Faites-le d’abord, ou donnez un nom dans un dossier qui existe.',
      );
    throw new UnwritableOutput(
      `${target} ne peut pas être écrit : ${failure}`,
      systemRemedy(
        error,
        'Vérifiez que vous avez le droit d’écrire à cet endroit, et qu’il n’est pas protégé ; puis relancez.',
      ),
    );
  } finally {
    workshop?.close();
  }
}
