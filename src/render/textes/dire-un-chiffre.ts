import type { Montant } from '../../domain/argent/montant.ts';
import {
  formaterEntier,
  formaterEuros,
  formaterMilliers,
  formaterMillions,
  formaterPourcentage,
} from '../../domain/textes/format.ts';

/** From here on, an amount is told in millions, as the published synthesis does: a million euros, in cents. */
const UN_MILLION = 100_000_000;
/** `,00 €` at the end of a round amount. */
const CENTIMES_NULS = ',00';

/**
 * An amount as prose tells it: `46,190 M€` from a million on, `50 500 €` under it, `1 234,56 €` where there are cents. What
 * would round to a million is told in euros.
 */
export function direMontant(valeur: Montant): string {
  if (Math.abs(valeur) >= UN_MILLION) return formaterMillions(valeur);
  const euros = formaterEuros(valeur);
  return euros.replace(CENTIMES_NULS, '');
}

/** A difference as prose tells it, always signed but for none: `+1,250 M€`. */
export function direEcart(ecart: Montant): string {
  return `${ecart > 0 ? '+' : ''}${direMontant(ecart)}`;
}

/** A difference as a share of what it starts from, signed: `+3,2 %`; a dash when it starts from nothing. */
export function direTaux(ecart: Montant, avant: Montant): string {
  if (avant === 0) return '–';
  const taux = formaterPourcentage(Math.abs(ecart), Math.abs(avant));
  if (ecart === 0) return taux;
  return `${ecart > 0 ? '+' : '\u2212'}${taux}`;
}

/** What may be told of a figure, after its name: `pays.senegal.lignes`. */
export const FORMES = ['total', 'euros', 'millions', 'milliers', 'lignes', 'part', 'libelle'] as const;
export type Forme = (typeof FORMES)[number];

/** A figure, with the whole of which it is a part; none for what is in no total. */
export interface ADire {
  readonly libelle: string;
  readonly montant: Montant;
  readonly nombre: number;
  readonly ensemble: Montant | undefined;
}

/** Tells a figure in one of its forms; `undefined` for the share of what is part of nothing. */
export function direChiffre({ libelle, montant, nombre, ensemble }: ADire, forme: Forme): string | undefined {
  switch (forme) {
    case 'total':
      return direMontant(montant);
    case 'euros':
      return formaterEuros(montant);
    case 'millions':
      return formaterMillions(montant);
    case 'milliers':
      return formaterMilliers(montant);
    case 'lignes':
      return formaterEntier(nombre);
    case 'part':
      return ensemble === undefined ? undefined : formaterPourcentage(montant, ensemble);
    case 'libelle':
      return libelle;
  }
}
