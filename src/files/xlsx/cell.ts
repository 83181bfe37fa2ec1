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
export function shareFormula(part: string, whole: string, partCentimes: number, totalCentimes: number): Formula {
  return {
    formula: `IF(${whole}=0,"–",${part}/${whole})`,
    result: totalCentimes === 0 ? '–' : partCentimes / totalCentimes,
  };
}

/**
 * A formula that says `OK` when two amounts are equal to the cent, and by how much they differ otherwise. They are equal
 * on the figures of the edition: the compile refuses a jaune of which they are not.
 */
export function checkFormula(left: string, right: string): Formula {
  const difference = `ROUND(${left}-(${right}),2)`;
  return { formula: `IF(${difference}=0,"OK",${difference})`, result: 'OK' };
}

/** `0` is `A`, `26` is `AA`. */
export function columnLetter(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : columnLetter(Math.floor(column / 26) - 1) + rest;
}
