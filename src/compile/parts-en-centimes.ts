import type { Affectation } from '../domain/affectation.ts';
import type { Base } from '../domain/base.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import type { Montant } from '../domain/montant.ts';
import { repartir } from '../domain/repartition.ts';
import type { Verdict } from '../domain/verdict.ts';
import { montantSur } from './partition.ts';

/**
 * Where the cents of a line go.
 * @param base one that the line must give
 */
export function affecter(ligne: LigneBudgetaire, verdict: Verdict, base: Base): Affectation {
  const montant = montantSur(ligne, base);
  return { ligne, verdict, montant, montants: centimesDesParts(verdict, montant) };
}

/** The cents of each part of a line, in the order of the verdict's parts. */
export function centimesDesParts(verdict: Verdict, total: Montant): readonly Montant[] {
  return verdict.parts.length === 1
    ? [total]
    : repartir(
        total,
        verdict.parts.map(({ part }) => part),
      );
}
