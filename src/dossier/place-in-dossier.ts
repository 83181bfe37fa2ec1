import { realpathSync } from 'node:fs';
import { isAbsolute, join, normalize, relative, sep } from 'node:path';

/** Whether a path, as an officer writes it, goes down from the dossier without detour. */
export function estUnCheminSimple(fichier: string): boolean {
  const net = normalize(fichier).replaceAll('\\', '/');
  return !isAbsolute(fichier) && !net.startsWith('..') && net === fichier && !fichier.includes('\0');
}

/**
 * Whether a file of the dossier is in truth elsewhere, at the end of a link: a copy of the dossier would then lack it. A
 * file that is not there is told by who reads it.
 */
export function meneHorsDuDossier(racine: string, fichier: string): boolean {
  let vrai: string;
  try {
    vrai = relative(realpathSync(racine), realpathSync(join(racine, fichier)));
  } catch {
    return false;
  }
  return vrai === '..' || vrai.startsWith(`..${sep}`) || isAbsolute(vrai);
}
