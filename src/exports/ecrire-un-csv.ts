import { csvCell } from '../files/csv-cell.ts';
import { ecrireEnDecimales } from './aide/colonnes.ts';

const DECIMALES_D_UN_EURO = 2;

/** A cell of an exported file: a text, or cents, written as euros. */
export type CelluleExportee = string | number;

/** How an exported file is written. */
export interface EcritureCsv {
  readonly separateur: ',' | ';';
  readonly decimale: ',' | '.';
}

/** A CSV file in UTF-8: its titles, and a record a row. */
export function ecrireUnCsv(
  titres: readonly string[],
  rangees: readonly (readonly CelluleExportee[])[],
  { separateur, decimale }: EcritureCsv,
): string {
  const cellule = (celle: CelluleExportee) => {
    if (typeof celle === 'number') return citer(ecrireEnDecimales(celle, DECIMALES_D_UN_EURO, decimale), separateur);
    return citer(csvCell(celle), separateur);
  };
  return [titres, ...rangees].map((rangee) => `${rangee.map(cellule).join(separateur)}\n`).join('');
}

/** A cell that is not between quotation marks yet, and holds the separator. */
function citer(cellule: string, separateur: string): string {
  return !cellule.startsWith('"') && cellule.includes(separateur) ? `"${cellule}"` : cellule;
}
