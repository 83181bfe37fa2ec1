import type { Montant } from '../domain/argent/montant.ts';
import { estDepense } from '../domain/lignes/ligne-budgetaire.ts';
import type { Enjeu } from './plus-grands-enjeux.ts';

/** How many lines are looked at, at each point of a curve. */
const PALIERS = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

/** So many lines looked at, so much found. */
export interface PointDeCourbe {
  readonly lignes: number;
  /** What the last of them has at stake: the threshold by which they are had. */
  readonly seuil: Montant;
  /** What is found in the expenses among them, in cents; see {@link courbeDesEnjeux}. */
  readonly trouve: bigint;
}

/**
 * What lines bring that are looked at in the order of a worklist, at round numbers of them, then at the last one. Receipts are looked
 * at too and bring nothing: they never add up with expenses.
 * @param liste in order
 * @param valeur what one brings: what is expected of it, or what was really found in it
 */
export function courbeDesEnjeux<T extends Enjeu>(
  liste: readonly T[],
  valeur: (enjeu: T) => number,
): readonly PointDeCourbe[] {
  const paliers = new Set([...PALIERS.filter((palier) => palier < liste.length), liste.length]);
  const points: PointDeCourbe[] = [];
  let trouve = 0n;
  liste.forEach((enjeu, rang) => {
    if (estDepense(enjeu)) trouve += BigInt(valeur(enjeu));
    if (paliers.has(rang + 1)) points.push({ lignes: rang + 1, seuil: enjeu.enjeu, trouve });
  });
  return points;
}
