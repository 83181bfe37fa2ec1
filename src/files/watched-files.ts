import { statSync } from 'node:fs';
import type { Constats } from '../domain/constats/constat.ts';
import { pathIn } from './path-in.ts';

/**
 * Files that must not change while an edition is made of them: figures of two versions of a dossier would be those of none.
 * What is compared is the size and the time of the last writing, as the system tells them; reading again would take as long as
 * reading.
 */
export class WatchedFiles {
  readonly #root: string;
  readonly #states = new Map<string, string>();

  /** @param root folder of the dossier */
  constructor(root: string) {
    this.#root = root;
  }

  /** Takes note of files as they are now, to be called before they are read; of those noted already, the first state holds. */
  note(files: readonly string[]): void {
    for (const file of files) if (!this.#states.has(file)) this.#states.set(file, stateOf(pathIn(this.#root, file)));
  }

  /** Tells the files that are no longer as they were noted. */
  tellChanges(constats: Constats): void {
    for (const [file, before] of this.#states) {
      const after = stateOf(pathIn(this.#root, file));
      if (after === before) continue;
      constats.ajouter({
        code: 'E-FICHIER-CHANGE',
        lieu: { fichier: file },
        message: after === GONE ? 'ce fichier a disparu pendant la lecture' : 'ce fichier a changé pendant la lecture',
        remede: 'Attendez que sa copie, son enregistrement ou sa synchronisation soit fini, puis relancez.',
      });
    }
  }
}

const GONE = '';

/** What tells that a file was written again. Neither its number on the disk nor its links: some shares make them up. */
function stateOf(path: string): string {
  try {
    const { size, mtimeNs } = statSync(path, { bigint: true });
    return `${size} ${mtimeNs}`;
  } catch {
    return GONE;
  }
}
