import { FORME_DE_MONTANT } from '../domain/argent/montant.ts';

const ANNEE = /^(?:19|20)\d\d$/;
/** Thousands parted by a point or a comma, as other languages do; amounts of ours never are. */
const MILLIERS_ETRANGERS = /^\(?[-−]?\d{1,3}(?:([.,])\d{3})+(?:(?!\1)[.,]\d{1,2})?\)?\s?€?$/;

/** Whether a cell has the shape of an amount, whatever its decimal mark. */
export function estUnMontant(cellule: string): boolean {
  return cellule !== '' && (FORME_DE_MONTANT.test(cellule) || MILLIERS_ETRANGERS.test(cellule));
}

/** Whether a cell parts its thousands with a point or a comma; `12,500` may be. */
export function aDesMilliersEtrangers(cellule: string): boolean {
  return MILLIERS_ETRANGERS.test(cellule) && !/^\(?[-−]?\d{1,3}[.,]\d{3}\)?$/.test(cellule);
}

/** Whether a cell is a year of a budget. */
export function estUneAnnee(cellule: string): boolean {
  return ANNEE.test(cellule);
}

/** The mark between euros and cents of an amount, where it has one. */
export function marqueDe(cellule: string): ',' | '.' | undefined {
  const trouve = /([.,])\d{1,5}\)?\s?€?\)?$/.exec(cellule);
  return trouve?.[1] as ',' | '.' | undefined;
}
