import { csvCell } from '../files/csv-cell.ts';

const DECIMALES_D_UN_EURO = 2;

/** A cell of an exported file: a text, or cents; an amount that nobody said is absent. */
export type CelluleExportee = string | number | undefined;

/** How an exported file is written. */
export interface EcritureCsv {
  readonly separateur: ',' | ';';
  readonly decimale: ',' | '.';
  /** How many decimals of the unit cents are: five in thousands of euros. Two, without it: euros. */
  readonly decimales?: number;
}

/** A CSV file in UTF-8: its titles, and a record a row. What a spreadsheet would run is guarded, but for amounts. */
export function ecrireUnCsv(
  titres: readonly string[],
  rangees: readonly (readonly CelluleExportee[])[],
  { separateur, decimale, decimales = DECIMALES_D_UN_EURO }: EcritureCsv,
): string {
  const cellule = (celle: CelluleExportee) => {
    if (typeof celle === 'number') return citer(ecrireEnDecimales(celle, decimales, decimale), separateur);
    return citer(csvCell(celle ?? ''), separateur);
  };
  return [titres, ...rangees].map((rangee) => `${rangee.map(cellule).join(separateur)}\n`).join('');
}

/** Cents in units of a power of ten of them, all decimals written: `-1234,05`. */
function ecrireEnDecimales(centimes: number, decimales: number, marque: ',' | '.'): string {
  const chiffres = String(Math.abs(centimes)).padStart(decimales + 1, '0');
  const coupe = chiffres.length - decimales;
  return `${centimes < 0 ? '-' : ''}${chiffres.slice(0, coupe)}${marque}${chiffres.slice(coupe)}`;
}

/** A cell that is not between quotation marks yet, and holds the separator. */
function citer(cellule: string, separateur: string): string {
  return !cellule.startsWith('"') && cellule.includes(separateur) ? `"${cellule}"` : cellule;
}
