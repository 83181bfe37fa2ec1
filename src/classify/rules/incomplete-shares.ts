import { additionner, complement, type Fraction } from '../../domain/fraction.ts';
import { estMontantExact } from '../../domain/part.ts';
import type { Dimension } from '../../domain/verdict.ts';
import type { Regle } from './rule.ts';

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
