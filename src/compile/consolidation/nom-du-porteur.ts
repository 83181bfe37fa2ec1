import type { Organismes } from '../../domain/dossier/organismes.ts';

/**
 * The name of the body that bears a line: a declared body under its declared name, whatever the spelling or the alias; another
 * under the one that shows.
 * @param noms the name that shows for each spelling that is not it
 */
export function nomDuPorteur(ecrit: string, organismes: Organismes, noms: ReadonlyMap<string, string>): string {
  return organismes.nomme(ecrit)?.nom ?? noms.get(ecrit) ?? ecrit;
}
