import type { Compte } from '../../compile/jaune.ts';
import type { Affectation } from '../../domain/affectation.ts';
import { montant } from '../../domain/montant.ts';
import { PLACES, type Place } from '../../domain/verdict.ts';

/** What the lines that documents name weigh in each place: a line counts in its own, the cents where each part lies. */
export function compterParPlace(lignes: readonly Affectation[]): Readonly<Record<Place, Compte>> {
  const nombres = new Map<Place, number>();
  const centimes = new Map<Place, number>();
  for (const { verdict, montants } of lignes) {
    nombres.set(verdict.place, (nombres.get(verdict.place) ?? 0) + 1);
    for (const [rang, { place }] of verdict.parts.entries())
      centimes.set(place, (centimes.get(place) ?? 0) + (montants[rang] ?? 0));
  }
  const compte = (place: Place): Compte => ({
    lignes: nombres.get(place) ?? 0,
    centimes: montant(centimes.get(place) ?? 0),
  });
  return Object.fromEntries(PLACES.map((place) => [place, compte(place)])) as Record<Place, Compte>;
}
