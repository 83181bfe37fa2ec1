import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refus } from '../domain/constats/refus.ts';
import { systemFailure } from '../files/unreadable.ts';
import { RefusedArchive } from '../files/zip/refused-archive.ts';
import { listesDuManifeste, type Manifeste } from './manifeste-d-archive.ts';

/** What Windows takes for something else than a part of a name, or forgets. */
const PAS_SOUS_WINDOWS = /[\p{Cc}<>:"|?*\\]|[. ](?:\/|$)/u;

/**
 * Gives back their own names to files that an archive had to call otherwise, once it is taken out.
 * @param presents names of the files in it
 * @throws RefusedArchive when a file has the name of another
 * @throws Refus when this system cannot write a name
 */
export function rendreLesNoms(racine: string, manifeste: Manifeste, presents: readonly string[]): void {
  const la = new Set(presents);
  for (const [sous, fichiers] of listesDuManifeste(manifeste))
    for (const { chemin, dans_l_archive: code } of fichiers) {
      if (code === undefined || !la.has(`${sous}/${code}`)) continue;
      if (la.has(`${sous}/${chemin}`))
        throw new RefusedArchive(`« ${sous}/${chemin} » y est deux fois (« ${sous}/${code} »)`);
      rendre(join(racine, sous, code), join(racine, sous, chemin), chemin);
    }
}

function rendre(code: string, vers: string, chemin: string): void {
  if (existsSync(vers)) refuser(chemin, 'un autre fichier y a le même, à la casse près');
  if (process.platform === 'win32' && PAS_SOUS_WINDOWS.test(chemin)) refuser(chemin, 'ses signes n’y sont pas admis');
  try {
    mkdirSync(dirname(vers), { recursive: true });
    renameSync(code, vers);
  } catch (error) {
    const panne = systemFailure(error);
    if (panne === undefined) throw error;
    refuser(chemin, panne);
  }
}

function refuser(chemin: string, pourquoi: string): never {
  throw new Refus(
    'donnees',
    `« ${chemin} » ne peut pas être écrit sous son nom par ce système : ${pourquoi}`,
    'Vérifiez l’archive sous Linux, où elle a pu être faite.',
  );
}
