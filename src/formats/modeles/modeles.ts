import type { Modele } from './modele.ts';
import { SCDL_BUDGET } from './scdl-budget.ts';
import { SCDL_SUBVENTIONS } from './scdl-subventions.ts';

/** The published layouts that a source may follow, by the name under which `exercice.yaml` gives one. */
export const MODELES: ReadonlyMap<string, Modele> = new Map(
  [SCDL_BUDGET, SCDL_SUBVENTIONS].map((modele) => [modele.nom, modele]),
);

/** The published layout that a file follows, by its titles; nothing when it follows none. */
export function reconnaitreLeModele(titres: readonly string[]): Modele | undefined {
  return [...MODELES.values()].find(({ signes }) => signes.every((titre) => titres.includes(titre)));
}
