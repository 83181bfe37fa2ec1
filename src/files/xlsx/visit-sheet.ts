import { type CellRange, columnOfAddress, MAX_COLUMNS, MAX_ROWS, readRange } from './cell-address.ts';
import { type CellDefect, type CellWriting, cellAsText } from './cell-as-text.ts';
import { type CellContext, CellReader } from './read-cell.ts';
import type { NumberFormat } from './read-formats.ts';
import { isTrue } from './sheet-facts.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { type PartElement, type PartVisitor, type ReadAttribute, visitXml } from './xml.ts';

/** A row of a sheet; what it says of its cells is only valid during the visit. */
export interface RowRead {
  /** From 1, as Excel shows it. */
  readonly number: number;
  /** Index 0 is column A. Cells that are missing are empty, and none is kept after the last one that holds something. */
  readonly cells: readonly string[];
  /** Hidden, by hand or by a filter. */
  readonly hidden: boolean;
  /** What is wrong with a cell, by the index of its column, be it after the last one that holds something. */
  defect(column: number): CellDefect | undefined;
  /** How a number is shown, by the index of its column; nothing for a text, whose signs were typed. */
  look(column: number): NumberFormat | undefined;
}

/** What rows are read with. */
export interface RowsContext extends CellContext, CellWriting {
  readonly merged: readonly string[];
}

/** Places of cells, empty ones between others included: a few bytes may name the last column a million times. */
const MAX_PLACES = 64 * 1024 * 1024;

/**
 * Goes down the rows of a sheet.
 * @param enough whether enough was seen: the rest is then neither read nor checked
 * @throws UnreadableWorkbook when it is damaged
 */
export function visitSheetRows(
  bytes: Uint8Array,
  context: RowsContext,
  visit: (row: RowRead) => void,
  enough: () => boolean = () => false,
): void {
  const reader = new RowsReader(context, visit, enough);
  visitXml(bytes, reader);
  if (!enough()) reader.check();
}

class RowsReader implements PartVisitor {
  readonly enough: () => boolean;
  readonly #context: RowsContext;
  readonly #visit: (row: RowRead) => void;
  readonly #cell: CellReader;
  readonly #merged: MergedCells;
  #inRows = false;
  #inRow = false;
  #inCell = false;
  #mergedSeen = 0;
  #places = 0;
  #row = 0;
  #rowAsWritten = '';
  #isHidden = false;
  #column = 0;
  #cells: string[] = [];
  #defects: Map<number, CellDefect> | undefined;
  /** Those of the row, in one array for all rows. */
  readonly #looks: (NumberFormat | undefined)[] = [];

  constructor(context: RowsContext, visit: (row: RowRead) => void, enough: () => boolean) {
    this.#context = context;
    this.#visit = visit;
    this.enough = enough;
    this.#cell = new CellReader(context);
    this.#merged = new MergedCells(context.merged);
  }

  open({ name, attribute }: PartElement): void {
    if (this.#inRow) {
      if (name === 'row' || (name === 'c' && this.#inCell)) throw this.#damaged('des cellules l’une dans l’autre');
      if (this.#cell.open(name, attribute)) this.#beginCell(attribute('r'));
    } else if (name === 'row' && this.#inRows) this.#beginRow(attribute);
    else if (name === 'sheetData') this.#inRows = true;
    else if (name === 'mergeCell') this.#mergedSeen += 1;
  }

  text(text: string): void {
    if (this.#inCell) this.#cell.text(text);
  }

  close(name: string): void {
    if (this.#inCell) {
      if (this.#cell.close(name)) this.#endCell();
    } else if (name === 'row' && this.#inRow) this.#endRow();
    else if (name === 'sheetData') this.#inRows = false;
  }

  /** Merged cells were looked for before the rows were read: those of the whole sheet must be those. */
  check(): void {
    if (this.#mergedSeen !== this.#context.merged.length) throw this.#damaged('des cellules fusionnées mal placées');
  }

  #beginRow(attribute: ReadAttribute): void {
    const written = attribute('r');
    const row = written === undefined ? this.#row + 1 : /^\d{1,7}$/.test(written) ? Number(written) : Number.NaN;
    if (!(row > this.#row)) throw this.#damaged(`la ligne « ${(written ?? '').slice(0, 20)} » n’est pas à sa place`);
    if (row > MAX_ROWS) throw this.#damaged('il y a plus de lignes qu’Excel n’en admet');
    this.#row = row;
    this.#rowAsWritten = String(row);
    // A row may also be hidden by giving it no height.
    this.#isHidden = isTrue(attribute('hidden')) || Number(attribute('ht') ?? 1) === 0;
    this.#inRow = true;
    this.#column = 0;
    this.#cells = [];
    this.#defects = undefined;
    this.#looks.length = 0;
  }

  #beginCell(address: string | undefined): void {
    const column = address === undefined ? this.#column + 1 : columnOfAddress(address);
    const isHere =
      address === undefined || address.slice(column <= 26 ? 1 : column <= 702 ? 2 : 3) === this.#rowAsWritten;
    // Two cells in one place, or a cell in another row: programs would not read the same.
    if (!isHere || !(column > this.#column) || column > MAX_COLUMNS)
      throw this.#damaged(`la cellule « ${(address ?? '').slice(0, 20)} » n’est pas à sa place`);
    this.#column = column;
    this.#inCell = true;
  }

  #endCell(): void {
    this.#inCell = false;
    const seen = cellAsText(this.#cell, this.#context);
    if (seen === '') return;
    const index = this.#column - 1;
    while (this.#cells.length < index) this.#cells.push('');
    while (this.#looks.length < index) this.#looks.push(undefined);
    this.#looks.push(this.#cell.type() === 'nombre' ? this.#cell.format : undefined);
    this.#cells.push(typeof seen === 'string' ? seen : seen.text);
    if (typeof seen === 'string') return;
    this.#defects ??= new Map();
    this.#defects.set(index, seen.defect);
  }

  #endRow(): void {
    this.#inRow = false;
    this.#places += this.#cells.length;
    if (this.#places > MAX_PLACES) throw new UnreadableWorkbook('trop_gros', 'trop de cellules');
    if (this.enough()) return;
    const [merged, defects, looks] = [this.#merged, this.#defects, this.#looks];
    merged.goDown(this.#row);
    this.#visit({
      number: this.#row,
      cells: this.#cells,
      hidden: this.#isHidden,
      defect(column) {
        const defect = defects?.get(column);
        if (defect !== undefined) return defect;
        const range = merged.rangeOf(column);
        return range === undefined ? undefined : { type: 'fusion', range };
      },
      look: (column) => looks[column],
    });
  }

  #damaged(detail: string): UnreadableWorkbook {
    return new UnreadableWorkbook('abime', this.#row > 0 ? `${detail} (après la ligne ${this.#row})` : detail);
  }
}

/**
 * The merged cells of a sheet, for whoever goes down its rows: the cost is that of the ranges, whatever their number and
 * that of the rows.
 */
export class MergedCells {
  readonly #ranges: readonly (CellRange & { readonly written: string })[];
  /** For each column, the last range that began at or above the row. */
  readonly #byColumn = new Int32Array(MAX_COLUMNS).fill(-1);
  #next = 0;
  #row = 0;

  /** @throws UnreadableWorkbook for a range that no sheet has */
  constructor(written: readonly string[]) {
    this.#ranges = written
      .map((written) => {
        const range = readRange(written);
        if (range === undefined)
          throw new UnreadableWorkbook('abime', `des cellules fusionnées en « ${written.slice(0, 40)} »`);
        return { ...range, written };
      })
      .sort((left, right) => left.rows[0] - right.rows[0]);
  }

  /** Goes down to a row, from 1. */
  goDown(row: number): void {
    this.#row = row;
    for (;;) {
      const range = this.#ranges[this.#next];
      if (range === undefined || range.rows[0] > row) return;
      this.#byColumn.fill(this.#next, range.columns[0] - 1, range.columns[1]);
      this.#next += 1;
    }
  }

  /** The range to which a cell of the row belongs without being its first cell, the only one that shows anything. */
  rangeOf(column: number): string | undefined {
    const range = this.#ranges[this.#byColumn[column] ?? -1];
    if (range === undefined || range.rows[1] < this.#row) return undefined;
    const isFirst = range.rows[0] === this.#row && range.columns[0] === column + 1;
    return isFirst ? undefined : range.written;
  }
}
