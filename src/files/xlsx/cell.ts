import type { Montant } from '../../domain/argent/montant.ts';

/** A live formula (English names, commas, no `=`) and what it gives on the figures of the edition. */
export interface Formula {
  readonly formula: string;
  readonly result: number | string;
}

/** What a cell holds; an empty text or nothing leaves it empty. Numbers are euros or counts, never cents. */
export type Cell = string | number | Formula | undefined;

/** Cents as the number of euros nearest to them: the only place where amounts become floating. */
export function asEuros(centimes: number): number {
  return centimes / 100;
}

/** A formula whose result is an amount. */
export function amountFormula(formula: string, centimes: Montant | number): Formula {
  return { formula, result: asEuros(centimes) };
}

/** A formula that gives the share of a whole, or a dash when the whole is zero. */
export function shareFormula(partie: string, tout: string, centimesPartie: number, centimesTout: number): Formula {
  return {
    formula: `IF(${tout}=0,"–",${partie}/${tout})`,
    result: centimesTout === 0 ? '–' : centimesPartie / centimesTout,
  };
}

/**
 * A formula that says `OK` when two amounts are equal to the cent, and by how much they differ otherwise. They are equal
 * on the figures of the edition: the compile refuses a jaune of which they are not.
 */
export function checkFormula(gauche: string, droite: string): Formula {
  const ecart = `ROUND(${gauche}-(${droite}),2)`;
  return { formula: `IF(${ecart}=0,"OK",${ecart})`, result: 'OK' };
}

/** `0` is `A`, `26` is `AA`. */
export function columnLetter(colonne: number): string {
  const reste = String.fromCharCode(65 + (colonne % 26));
  return colonne < 26 ? reste : columnLetter(Math.floor(colonne / 26) - 1) + reste;
}
