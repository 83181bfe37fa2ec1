import type { Chemin, Signaler } from '../constats/constat.ts';

/** How lists and rules are named. */
export const FORME_D_IDENTIFIANT = /^[a-z0-9][a-z0-9-]*$/;

/** The lists of `listes.yaml`, as conditions refer to them: `{ liste: villes-partenaires }`. */
export interface ListesNommees {
  /**
   * The elements of a list as they are written, those of the lists that it refers to included, each once; always the same
   * array for the same list. `undefined` when the list cannot be used: told here when it does not exist, told with the
   * list itself when the list is at fault.
   * @param chemin where the reference stands
   */
  developper(nom: string, chemin: Chemin, signaler: Signaler): readonly string[] | undefined;
}

/** Reads a reference to a list, `{ liste: nom }`; `undefined` for anything else. */
export function nomDeListe(brut: unknown): string | undefined {
  if (typeof brut !== 'object' || brut === null || Array.isArray(brut)) return undefined;
  const entrees = Object.entries(brut);
  const [premiere] = entrees;
  return entrees.length === 1 && premiere?.[0] === 'liste' && typeof premiere[1] === 'string'
    ? premiere[1].trim()
    : undefined;
}
