import { cellText, escapeXml } from './cell-text.ts';

/** A column of a table: its name, which is the text of its head, and the formula that a row added under it receives. */
export interface TableColumn {
  readonly title: string;
  readonly formula?: string;
}

/** Rows of a sheet that form a table of Excel, heads included: formulas call its columns by their names. */
export interface SheetTable {
  readonly name: string;
  /** `A8:F80`: the heads and at least one row. */
  readonly reference: string;
  readonly columns: readonly TableColumn[];
}

/** The column of a table, for formulas: it follows when rows are added, and when its head is reworded. */
export function columnOfTable(table: string, title: string): string {
  return `${table}[${title}]`;
}

/** The cell of a column on the row of the formula. */
export function cellOfTable(table: string, title: string): string {
  return `${table}[[#This Row],[${title}]]`;
}

/**
 * The part of the file that makes a table of rows. Names of columns must be the texts of the heads, each once, regardless of
 * case: Excel takes the file for a damaged one otherwise.
 * @param id number of the table in the workbook, from 1
 * @throws RangeError when two columns bear one name, or when formulas could not call a column by its name
 */
export function writeTable(id: number, { name, reference, columns }: SheetTable): string {
  requireNames(columns);
  const elements = columns.map(({ title, formula }, index) => {
    const head = `<tableColumn id="${index + 1}" name="${escapeAttribute(title)}"`;
    return formula === undefined
      ? `${head}/>`
      : `${head}><calculatedColumnFormula>${escapeXml(formula)}</calculatedColumnFormula></tableColumn>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
    ` id="${id}" name="${name}" displayName="${name}" ref="${reference}" totalsRowShown="0">`,
    `<autoFilter ref="${reference}"/>`,
    `<tableColumns count="${columns.length}">${elements.join('')}</tableColumns>`,
    '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/>',
    '</table>',
  ].join('');
}

/** What has a meaning of its own between the brackets of a reference. */
const RESERVED = /[[\]#'@\n]/;

const MAX_NAME = 255;

/** Whether heads can be the names of the columns of a table. */
export function canHeadATable(columns: readonly TableColumn[]): boolean {
  return faultyName(columns) === undefined;
}

function requireNames(columns: readonly TableColumn[]): void {
  const title = faultyName(columns);
  if (title !== undefined) throw new RangeError(`nom de colonne impossible : ${title}`);
}

function faultyName(columns: readonly TableColumn[]): string | undefined {
  const seen = new Set<string>();
  for (const { title } of columns) {
    const key = title.toLowerCase();
    const isText = title.trim() === title && title !== '' && title.length <= MAX_NAME && cellText(title) === title;
    if (seen.has(key) || !isText || RESERVED.test(title)) return title;
    seen.add(key);
  }
  return undefined;
}

/** Writes a text as the value of an XML attribute between double quotes. */
export function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
