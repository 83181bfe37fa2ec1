import { expect } from 'vitest';
import { type CompteNaif, SENS, sommeNaive } from './lecteur-naif.ts';

interface Compte {
  readonly lignes: number;
  readonly centimes: number;
}

/** Expenses, and receipts beside them, as the JSON of an edition has them. */
export interface DeuxSens extends Compte {
  readonly recettes: Compte;
}

/** Holds a partition to its total and to what a naive reader counts of the sources, expenses and receipts apart. */
export function verifierLesPlaces(
  { total, ...places }: Readonly<Record<string, DeuxSens>>,
  naifs: readonly CompteNaif[],
  base: string,
): void {
  for (const sens of SENS) {
    const comptes = Object.values(places).map((place) => (sens === 'recettes' ? place.recettes : place));
    const somme = (nom: keyof Compte) => comptes.reduce((cumul, compte) => cumul + compte[nom], 0);
    expect({ lignes: somme('lignes'), centimes: somme('centimes') }).toEqual(
      sens === 'recettes' ? total?.recettes : { lignes: total?.lignes, centimes: total?.centimes },
    );
    const { lignes: nombre, centimes: recus } = sommeNaive(naifs, sens, base);
    expect([somme('lignes'), BigInt(somme('centimes'))]).toEqual([nombre, recus]);
  }
}
