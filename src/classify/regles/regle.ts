import { additionner, complement, type Fraction } from '../../domain/argent/fraction.ts';
import { estMontantExact, type Part } from '../../domain/argent/part.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import type { Lieu } from '../../domain/constats/constat.ts';
import type { Dimension, Question, RegleCitee } from '../../domain/verdict/verdict.ts';

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

/** A dimension that a rule does not break down whole: what is left of it is shown as « non ventilé ». */
export interface PartIncomplete {
  readonly id: string;
  readonly dimension: Dimension;
  /** The share that no value takes. */
  readonly reste: Fraction;
}

/** The breakdowns whose shares do not reach 100 %; those with exact amounts depend on the line, and are left to it. */
export function partsIncompletes(regles: readonly Regle[]): PartIncomplete[] {
  return regles.flatMap(({ citee: { id }, conclusion }) => {
    if (conclusion.question !== 'ventilation') return [];
    return [...conclusion.dimensions].flatMap(([dimension, parts]) => {
      const fractions = parts.flatMap(({ part }) => (estMontantExact(part) ? [] : [part]));
      const reste = complement(additionner(fractions));
      if (fractions.length < parts.length || reste === undefined || reste.numerateur === 0n) return [];
      return [{ id, dimension, reste }];
    });
  });
}
