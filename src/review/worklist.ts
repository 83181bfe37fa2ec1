import type { EnTete } from '../domain/en-tete.ts';
import type { Listes } from './choices.ts';
import type { LigneADecider } from './line-to-decide.ts';

/** All that a review workbook is drawn from. */
export interface ListeADecider {
  readonly enTete: EnTete;
  readonly listes: Listes;
  /** Those of the workbook, most at stake first. */
  readonly lignes: readonly LigneADecider[];
  /** How many more lines are open and left for another export. */
  readonly autres: number;
}
