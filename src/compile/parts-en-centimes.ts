import type { Montant } from '../domain/montant.ts';
import { repartir } from '../domain/repartition.ts';
import type { Verdict } from '../domain/verdict.ts';

/** The cents of each part of a line, in the order of the verdict's parts. */
export function centimesDesParts(verdict: Verdict, total: Montant): readonly Montant[] {
  return verdict.parts.length === 1
    ? [total]
    : repartir(
        total,
        verdict.parts.map(({ part }) => part),
      );
}
