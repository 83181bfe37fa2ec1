import type { Montant } from '../argent/montant.ts';
import { repartir } from '../argent/part.ts';
import type { PartVentilee, Place, Verdict } from '../verdict/verdict.ts';
import type { LigneBudgetaire } from './ligne-budgetaire.ts';

/** A line with its verdict and the cents of each part in the dossier's base. */
export interface Affectation {
  readonly ligne: LigneBudgetaire;
  readonly verdict: Verdict;
  /** The line's amount in the dossier's base. */
  readonly montant: Montant;
  /** In the order of `verdict.parts`; they add up to `montant`. */
  readonly montants: readonly Montant[];
}

/** Visits the parts that an affectation puts in one place, with their cents. */
export function partsEn(
  affectation: Affectation,
  place: Place,
): { readonly part: PartVentilee; readonly montant: Montant }[] {
  const { parts } = affectation.verdict;
  const [seule] = parts;
  const montantSeul = affectation.montants[0];
  if (parts.length === 1 && seule && montantSeul !== undefined)
    return seule.place === place ? [{ part: seule, montant: montantSeul }] : [];
  return parts.flatMap((part, rang) => {
    const montant = affectation.montants[rang];
    return part.place === place && montant !== undefined ? [{ part, montant }] : [];
  });
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
