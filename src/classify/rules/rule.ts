import type { Condition } from '../../domain/condition.ts';
import type { Lieu } from '../../domain/constat.ts';
import type { Fraction } from '../../domain/fraction.ts';
import type { Dimension, Question, RegleCitee } from '../../domain/verdict.ts';

/** A value of a dimension and its share of the line. */
export interface PartDeDimension {
  readonly valeur: string;
  readonly part: Fraction;
}

/** What a rule concludes, by the question it answers. */
export type Conclusion =
  | { readonly question: 'perimetre'; readonly exclue: boolean }
  /** `part` is `undefined` when the line is not international at all. */
  | { readonly question: 'international'; readonly part: Fraction | undefined; readonly cle: string }
  | { readonly question: 'exceptionnel'; readonly exceptionnelle: boolean }
  | { readonly question: 'ventilation'; readonly dimensions: ReadonlyMap<Dimension, readonly PartDeDimension[]> };

/** A rule as officers write it, once understood. */
export interface Regle {
  readonly question: Question;
  readonly condition: Condition;
  readonly conclusion: Conclusion;
  readonly citee: RegleCitee;
  readonly lieu: Lieu;
}
