import type { Critere } from '../../compile/selection.ts';

/**
 * The address in the page of what criteria select: `pays=senegal`, `domaine=export&territoire=asie`. It is the anchor of
 * the entry of the index that lists the lines and, with the script, what opens them. Values are names: nothing to escape
 * but the ampersand.
 */
export function adresseDe(criteres: readonly Critere[]): string {
  if (criteres.length === 0) return 'verdict=internationale';
  return criteres.map(([champ, valeur]) => `${champ}=${valeur}`).join('&');
}
