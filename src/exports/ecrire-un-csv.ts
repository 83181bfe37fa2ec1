import { csvCell } from '../files/csv-cell.ts';

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
    if (typeof celle === 'number') return citer(ecrireDesEuros(celle, decimale), separateur);
    return citer(csvCell(celle), separateur);
  };
  return [titres, ...rangees].map((rangee) => `${rangee.map(cellule).join(separateur)}\n`).join('');
}

/** `1234.50`: cents as euros, for machines; no rounding, since they are whole. */
function ecrireDesEuros(centimes: number, decimale: string): string {
  const chiffres = String(Math.abs(centimes)).padStart(3, '0');
  return `${centimes < 0 ? '-' : ''}${chiffres.slice(0, -2)}${decimale}${chiffres.slice(-2)}`;
}

/** A cell that is not between quotation marks yet, and holds the separator. */
function citer(cellule: string, separateur: string): string {
  return !cellule.startsWith('"') && cellule.includes(separateur) ? `"${cellule}"` : cellule;
}
