import type { Compte } from '../../compile/compte.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { PLACES, type Place } from '../../domain/verdict/verdict.ts';

type ParPlace = Readonly<Record<Place, Compte>>;

/** What the lines that documents name weigh in each place: a line counts in its own, the cents where each part lies. */
export function compterParPlace(lignes: Iterable<Affectation>): ParPlace {
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

/** The same for the lines of each group, by the number that each line bears. */
export function compterParGroupe(lignes: readonly Affectation[], numeros: Int32Array): ReadonlyMap<number, ParPlace> {
  const groupes = new Map<number, Affectation[]>();
  for (const [indice, affectation] of lignes.entries()) {
    const numero = numeros[indice] ?? 0;
    const groupe = groupes.get(numero);
    if (groupe) groupe.push(affectation);
    else groupes.set(numero, [affectation]);
  }
  return new Map([...groupes].map(([numero, groupe]) => [numero, compterParPlace(groupe)]));
}

/** What the parts of a line have in a place. */
export function centimesEn({ verdict: { parts }, montants }: Affectation, place: Place): Montant {
  return somme(montants.filter((_, rang) => parts[rang]?.place === place));
}

export function totalDesPlaces(parPlace: ParPlace): Compte {
  const comptes = Object.values(parPlace);
  return {
    lignes: comptes.reduce((total, { lignes }) => total + lignes, 0),
    centimes: somme(comptes.map(({ centimes }) => centimes)),
  };
}
