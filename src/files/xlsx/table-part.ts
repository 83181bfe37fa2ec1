import { escapeXml } from './cell-text.ts';

/** A column of a table: its name, which is the text of its head, and the formula that a row added under it receives. */
export interface TableColumn {
  readonly title: string;
  readonly formule?: string;
}

/** Rows of a sheet that form a table of Excel, heads included: formulas call its columns by their names. */
export interface SheetTable {
  readonly name: string;
  /** `A8:F80`: the heads and at least one row. */
  readonly reference: string;
  readonly columns: readonly TableColumn[];
}

/** The column of a table, for formulas: it follows when rows are added, and when its head is reworded. */
export function columnOfTable(table: string, titre: string): string {
  return `${table}[${titre}]`;
}

/** The cell of a column on the row of the formula. */
export function cellOfTable(table: string, titre: string): string {
  return `${table}[[#This Row],[${titre}]]`;
}

/**
 * The part of the file that makes a table of rows. Names of columns must be the texts of the heads, each once, regardless of
 * case: Excel takes the file for a damaged one otherwise.
 * @param id number of the table in the workbook, from 1
 * @throws RangeError when two columns bear one name, or when formulas could not call a column by its name
 */
export function writeTable(id: number, { name: nom, reference, columns: colonnes }: SheetTable): string {
  requireNames(colonnes);
  const elements = colonnes.map(({ title: titre, formule }, rang) => {
    const tete = `<tableColumn id="${rang + 1}" name="${escapeAttribute(titre)}"`;
    return formule === undefined
      ? `${tete}/>`
      : `${tete}><calculatedColumnFormula>${escapeXml(formule)}</calculatedColumnFormula></tableColumn>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
    ` id="${id}" name="${nom}" displayName="${nom}" ref="${reference}" totalsRowShown="0">`,
    `<autoFilter ref="${reference}"/>`,
    `<tableColumns count="${colonnes.length}">${elements.join('')}</tableColumns>`,
    '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/>',
    '</table>',
  ].join('');
}

/** What has a meaning of its own between the brackets of a reference. */
const RESERVED = /[[\]#'@\n]/;

function requireNames(colonnes: readonly TableColumn[]): void {
  const vus = new Set<string>();
  for (const { title: titre } of colonnes) {
    const cle = titre.toLowerCase();
    if (vus.has(cle) || titre === '' || RESERVED.test(titre))
      throw new RangeError(`nom de colonne impossible : ${titre}`);
    vus.add(cle);
  }
}

/** Writes a text as the value of an XML attribute between double quotes. */
export function escapeAttribute(texte: string): string {
  return escapeXml(texte).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
