import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeQuietly, sweepScratch } from './leftovers.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';
import { UnwritableOutput } from './unwritable-output.ts';

const NAME = 'jaune-';
export const ANOTHER_SCRATCH = 'Donnez-en un autre par la variable TMPDIR (TEMP sous Windows), puis relancez.';

/**
 * Lends a folder of the machine's own for temporary files, and takes it back whatever happens: the end of the work, its
 * failure, or the end of the program; those of runs that were killed outright go first. Nothing that is written depends on its
 * name.
 * @throws UnwritableOutput when the machine gives none
 */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = borrow();
  const tidy = () => removeQuietly(folder);
  process.once('exit', tidy);
  try {
    return await work(folder);
  } finally {
    process.off('exit', tidy);
    tidy();
  }
}

function borrow(): string {
  try {
    const temporary = realpathSync(tmpdir());
    sweepScratch(temporary, NAME);
    return mkdtempSync(join(temporary, `${NAME}${process.pid}-`));
  } catch (error) {
    const failure = systemFailure(error);
    if (failure === undefined) throw error;
    throw new UnwritableOutput(
      `le dossier des fichiers temporaires, ${tmpdir()}, ne peut pas être écrit : ${failure}`,
      systemRemedy(error, ANOTHER_SCRATCH),
    );
  }
}
