import type { Poids, Signal } from '../../domain/verdict/signal.ts';

/** What a signal of each strength says by itself, in decibans: doubles the odds, multiplies them by five, by sixteen. */
export const POINTS_PAR_POIDS: Readonly<Record<Poids, number>> = { 1: 3, 2: 7, 3: 12 };
const RETENUS = 3;

/**
 * What counts of the points of a signal, by its rank among those of a line: the first whole, the next two for half. Two
 * countries in one label do not make two reasons.
 */
export function pointsSelonLeRang(points: number, rang: number): number {
  if (rang === 0) return points;
  return rang < RETENUS ? Math.trunc(points / 2) : 0;
}

/**
 * The score of the signals of a line: the strongest whole, the next two for half. What speaks of the same country (its name,
 * its capital, its people), and a word seen twice, count once, for the strongest.
 */
export function pointsDesSignaux(signaux: readonly Signal[]): number {
  if (signaux.length === 0) return 0;
  const parSujet = new Map<string, number>();
  for (const { mot, poids, pays } of signaux) {
    const sujet = pays || mot;
    parSujet.set(sujet, Math.max(parSujet.get(sujet) ?? 0, POINTS_PAR_POIDS[poids]));
  }
  const forces = [...parSujet.values()].sort((gauche, droite) => droite - gauche);
  return forces.reduce((somme, points, rang) => somme + pointsSelonLeRang(points, rang), 0);
}
