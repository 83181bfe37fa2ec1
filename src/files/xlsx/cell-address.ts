/** Rows of a sheet of Excel, at the most. */
export const MAX_ROWS = 1_048_576;
/** Columns of a sheet of Excel, at the most. */
export const MAX_COLUMNS = 16_384;

/** 27 for `AA12`; 0 without letters. */
export function columnOfAddress(address: string): number {
  let column = 0;
  for (let index = 0; index < address.length; index++) {
    const letter = address.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column;
}

/** A rectangle of cells, both ends included; rows and columns count from 1. */
export interface CellRange {
  readonly rows: readonly [first: number, last: number];
  readonly columns: readonly [first: number, last: number];
}

/** Reads `A3:B5`, or `A3` for one cell; `undefined` for what no sheet has. */
export function readRange(written: string): CellRange | undefined {
  const [, left = '', top = '', right = left, bottom = top] =
    /^([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?$/.exec(written) ?? [];
  const rows = [Number(top), Number(bottom)] as const;
  const columns = [columnOfAddress(left), columnOfAddress(right)] as const;
  const fits =
    rows[0] >= 1 && rows[0] <= rows[1] && rows[1] <= MAX_ROWS && columns[0] <= columns[1] && columns[1] <= MAX_COLUMNS;
  return fits ? { rows, columns } : undefined;
}
