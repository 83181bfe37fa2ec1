import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Lends a folder of the machine's own for temporary files, and takes it back whatever happens: the end of the work, its
 * failure, or the end of the program. Nothing that is written depends on its name.
 * @throws the errors of the file system
 */
export async function withScratch<T>(faire: (dossier: string) => Promise<T>): Promise<T> {
  const dossier = mkdtempSync(join(realpathSync(tmpdir()), 'jaune-'));
  const ranger = () => rmSync(dossier, { recursive: true, force: true });
  process.once('exit', ranger);
  try {
    return await faire(dossier);
  } finally {
    process.off('exit', ranger);
    ranger();
  }
}
