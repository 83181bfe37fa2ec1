import type { Poids, Signal } from '../../domain/signal.ts';

/** What a signal of each strength says by itself, in decibans: doubles the odds, multiplies them by five, by sixteen. */
export const POINTS_PAR_POIDS: Readonly<Record<Poids, number>> = { 1: 3, 2: 7, 3: 12 };
const RETENUS = 3;

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
  const forces = [...parSujet.values()].sort((gauche, droite) => droite - gauche).slice(0, RETENUS);
  return forces.reduce((somme, points, rang) => somme + (rang === 0 ? points : Math.trunc(points / 2)), 0);
}
