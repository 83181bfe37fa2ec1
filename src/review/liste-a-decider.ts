import type { Montant } from '../domain/argent/montant.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import type { Place } from '../domain/verdict/verdict.ts';
import type { Listes } from './listes-de-choix.ts';

/** All that a review workbook is drawn from. */
export interface ListeADecider {
  readonly enTete: EnTete;
  readonly listes: Listes;
  /** Those of the workbook, most at stake first. */
  readonly lignes: readonly LigneADecider[];
  /** How many more lines are open and left for another export. */
  readonly autres: number;
}

/** A line on which a person has to decide, or to come back on a decision, with all that helps. */
export interface LigneADecider {
  readonly ligne: LigneBudgetaire;
  /** Its amount in the base of the dossier. */
  readonly montant: Montant;
  readonly place: Place;
  /** How much is to be learnt by asking, from 0 to 1 000. */
  readonly doute: number;
  /** What makes one think of abroad, in words; empty when nothing speaks. */
  readonly signaux: string;
  /** What memory suggests, or what was decided; empty when it says nothing. */
  readonly suggestion: string;
  /** The reason of it, in words. */
  readonly raison: string;
}
