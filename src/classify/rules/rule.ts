import type { Condition } from '../../domain/conditions/condition.ts';
import type { Lieu } from '../../domain/constat.ts';
import type { Part } from '../../domain/part.ts';
import type { Dimension, Question, RegleCitee } from '../../domain/verdict.ts';

/** A value of a dimension and its share of what is kept of the line. */
export interface PartDeDimension {
  readonly valeur: string;
  readonly part: Part;
}

/** What a rule concludes, by the question it answers. */
export type Conclusion =
  | { readonly question: 'perimetre'; readonly exclue: boolean }
  /** `part` is `undefined` when the line is not international at all. */
  | { readonly question: 'international'; readonly part: Part | undefined; readonly cle: string }
  | { readonly question: 'exceptionnel'; readonly exceptionnelle: boolean }
  | { readonly question: 'ventilation'; readonly dimensions: ReadonlyMap<Dimension, readonly PartDeDimension[]> };

/** A rule as officers write it, once understood. */
export interface Regle {
  readonly question: Question;
  readonly condition: Condition;
  readonly conclusion: Conclusion;
  readonly citee: RegleCitee;
  readonly lieu: Lieu;
  /** Whether it holds for the exercice; set aside otherwise. */
  readonly enVigueur: boolean;
}
