import type { ChartCells } from '../../files/xlsx/charts/chart.ts';

/** Where the rows of a table stand in the workbook, for what is drawn of them. */
export interface PlageDeTable {
  readonly feuille: string;
  readonly libelles: ChartCells<string>;
  readonly montants: ChartCells<number>;
}

/** The same of a two-way table, column by column. */
export interface PlageCroisee extends Omit<PlageDeTable, 'montants'> {
  readonly colonnes: readonly { readonly nom: ChartCells<string>; readonly montants: ChartCells<number> }[];
}

/** The same of the figures that are drawn year after year. */
export type PlagesDesAnnees = PlageCroisee;

/** The same of the bridge from the year before: both totals, and the effect of each step. */
export interface PlagesDuPont {
  /** The year before. */
  readonly passe: string;
  readonly totaux: PlageDeTable;
  readonly etapes: PlageDeTable;
}
