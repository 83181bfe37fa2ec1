import type { Modele } from './modele.ts';
import { SCDL_BUDGET } from './scdl-budget.ts';
import { SCDL_SUBVENTIONS } from './scdl-subventions.ts';

/** The published layouts that are known, by their names. */
export const MODELES_PUBLIES: ReadonlyMap<string, Modele> = new Map(
  [SCDL_BUDGET, SCDL_SUBVENTIONS].map((modele) => [modele.nom, modele]),
);
