import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeQuietly, sweepScratch } from './leftovers.ts';
import { UnwritableOutput } from './output-folder.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';

const NAME = 'jaune-';

/**
 * Lends a folder of the machine's own for temporary files, and takes it back whatever happens: the end of the work, its
 * failure, or the end of the program; those of runs that were killed outright go first. Nothing that is written depends on its
 * name.
 * @throws UnwritableOutput when the machine gives none
 */
export async function withScratch<T>(faire: (dossier: string) => Promise<T>): Promise<T> {
  const dossier = borrow();
  const ranger = () => removeQuietly(dossier);
  process.once('exit', ranger);
  try {
    return await faire(dossier);
  } finally {
    process.off('exit', ranger);
    ranger();
  }
}

function borrow(): string {
  try {
    const temporaires = realpathSync(tmpdir());
    sweepScratch(temporaires, NAME);
    return mkdtempSync(join(temporaires, `${NAME}${process.pid}-`));
  } catch (erreur) {
    const panne = systemFailure(erreur);
    if (panne === undefined) throw erreur;
    throw new UnwritableOutput(
      `le dossier des fichiers temporaires, ${tmpdir()}, ne peut pas être écrit : ${panne}`,
      systemRemedy(erreur, 'Donnez-en un autre par la variable TMPDIR (TEMP sous Windows), puis relancez.'),
    );
  }
}
