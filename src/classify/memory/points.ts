import type { Decompte } from '../../domain/indice.ts';

/** Memory that holds only one kind of lines would divide by zero: one line of each kind is added to what was seen. */
export function tauxDeBase({ internationales, lignes }: Decompte): number {
  return (internationales + 1) / (lignes + 2);
}

/** The rate of a family, drawn to that of all lines as if three lines at that rate had been seen with it. */
export function tauxDeFamille({ internationales, lignes }: Decompte, base: number): number {
  return (internationales + 3 * base) / (lignes + 3);
}

/**
 * What having something in common with decided lines says, in decibans: ten times the decimal logarithm of how many times
 * it multiplies the odds, rounded. One line at the expected rate is added to those seen, so that two lines never make a
 * certainty. Positive: it speaks for international.
 *
 * points = round(10 × log₁₀( (I + a) ÷ (N − I + 1 − a) × (1 − b) ÷ b ))
 *
 * where N lines have it, I of them international; `a` is the rate expected of its like and `b` that of all lines.
 */
export function pointsDe({ internationales, lignes }: Decompte, attendu: number, base: number): number {
  const pour = internationales + attendu;
  const contre = lignes - internationales + 1 - attendu;
  return decibans((pour / contre) * ((1 - base) / base));
}

/** The odds of a rate, in decibans: 0 for one half, -13 for one in twenty. */
export function pointsDuTaux(taux: number): number {
  return decibans(taux / (1 - taux));
}

/** A logarithm differs by its last bits from an engine to the next; a whole number of decibans does not. */
function decibans(rapport: number): number {
  const points = Math.round(10 * Math.log10(rapport));
  return points === 0 ? 0 : points;
}
