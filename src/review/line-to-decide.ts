import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import type { Montant } from '../domain/montant.ts';

/** A line on which a person has to decide, with all that helps. */
export interface LigneADecider {
  readonly ligne: LigneBudgetaire;
  /** Its amount in the base of the dossier. */
  readonly montant: Montant;
  readonly place: 'a_arbitrer' | 'non_examinee';
  /** How much is to be learnt by asking, from 0 to 1 000. */
  readonly doute: number;
  /** What makes one think of abroad, in words; empty when nothing speaks. */
  readonly signaux: string;
  /** What memory suggests; empty when it says nothing. */
  readonly suggestion: '' | 'internationale' | 'non internationale';
  /** The reason of the suggestion, in words. */
  readonly raison: string;
}
