import { statSync } from 'node:fs';

/**
 * Whether nothing is at a path. What cannot be looked at, for want of the right to enter a folder, is not missing: who reads it
 * will tell why it cannot.
 */
export function isMissing(chemin: string): boolean {
  try {
    statSync(chemin);
    return false;
  } catch (erreur) {
    return erreur instanceof Error && 'code' in erreur && (erreur.code === 'ENOENT' || erreur.code === 'ENOTDIR');
  }
}
