import { join } from 'node:path';
import { packageRoot } from '../../src/files/package-root.ts';

/** Name of the variable by which the processes of a run of the tests know their common folder. */
export const VARIABLE_DES_ESSAIS = 'JAUNE_DOSSIER_DES_ESSAIS';

/**
 * A place that the test files of one run share, and other runs do not: under the project, where the program finds its templates
 * and tables. It goes away when the run ends.
 */
export function dansLesEssais(...chemin: readonly string[]): string {
  return join(packageRoot(), 'dist', 'essais', process.env[VARIABLE_DES_ESSAIS] ?? 'seul', ...chemin);
}
