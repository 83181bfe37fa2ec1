import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Constats } from '../domain/constats/constat.ts';

/**
 * Files that must not change while an edition is made of them: figures of two versions of a dossier would be those of none.
 * What is compared is the size and the time of the last writing, as the system tells them; reading again would take as long as
 * reading.
 */
export class WatchedFiles {
  readonly #root: string;
  readonly #states = new Map<string, string>();

  /** @param racine folder of the dossier */
  constructor(racine: string) {
    this.#root = racine;
  }

  /** Takes note of files as they are now, to be called before they are read; of those noted already, the first state holds. */
  note(fichiers: readonly string[]): void {
    for (const fichier of fichiers)
      if (!this.#states.has(fichier)) this.#states.set(fichier, stateOf(join(this.#root, fichier)));
  }

  /** Tells the files that are no longer as they were noted. */
  tellChanges(constats: Constats): void {
    for (const [fichier, avant] of this.#states) {
      const apres = stateOf(join(this.#root, fichier));
      if (apres === avant) continue;
      constats.ajouter({
        code: 'E-FICHIER-CHANGE',
        lieu: { fichier },
        message: apres === GONE ? 'ce fichier a disparu pendant la lecture' : 'ce fichier a changé pendant la lecture',
        remede: 'Attendez que sa copie, son enregistrement ou sa synchronisation soit fini, puis relancez.',
      });
    }
  }
}

const GONE = '';

/** What tells that a file was written again. Neither its number on the disk nor its links: some shares make them up. */
function stateOf(chemin: string): string {
  try {
    const { size, mtimeNs } = statSync(chemin, { bigint: true });
    return `${size} ${mtimeNs}`;
  } catch {
    return GONE;
  }
}
