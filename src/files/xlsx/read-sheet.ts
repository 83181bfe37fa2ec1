import { columnOfAddress } from './cell-address.ts';
import { type CellContext, CellReader, type CellType } from './read-cell.ts';
import type { NumberFormat } from './read-formats.ts';
import { type PartElement, type PartVisitor, visitXml } from './xml.ts';

/** What is read of a sheet: of cells beyond, only that there are some is told. */
export interface SheetBounds {
  readonly rows: number;
  readonly columns: number;
}

/** A cell as it lies in the file. */
export interface CellRead {
  readonly type: CellType;
  /** What it holds: the text, the number as the file writes it, `#REF!`. */
  readonly content: string;
  readonly format: NumberFormat;
  /** Whether what it holds is worked out by a formula. */
  readonly hasFormula: boolean;
}

/** A sheet as it lies in the file: rows and columns count from 1. */
export interface SheetRead {
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, CellRead>>;
  /** `A3:B5`, the cells that were merged. */
  readonly merged: readonly string[];
  /** The first row beyond what is read that holds something. */
  readonly beyond?: number;
}

interface SheetContext extends CellContext {
  readonly bounds: SheetBounds;
}

/**
 * Reads a sheet whole. Cells beyond the bounds are not kept.
 * @throws UnreadableWorkbook when it is damaged
 */
export function readSheet(bytes: Uint8Array, context: SheetContext): SheetRead {
  const reader = new SheetReader(context);
  visitXml(bytes, reader);
  const { rows, merged, beyond } = reader;
  return { rows, merged, ...(beyond !== undefined && { beyond }) };
}

class SheetReader implements PartVisitor {
  readonly rows = new Map<number, Map<number, CellRead>>();
  readonly merged: string[] = [];
  beyond: number | undefined;
  readonly #bounds: SheetBounds;
  readonly #cell: CellReader;
  #row = 0;
  #column = 0;

  constructor(context: SheetContext) {
    this.#bounds = context.bounds;
    this.#cell = new CellReader(context);
  }

  open({ name, attribute }: PartElement): void {
    if (this.#cell.open(name, attribute)) {
      const address = attribute('r');
      this.#column = address === undefined ? this.#column + 1 : columnOfAddress(address);
    } else if (name === 'row') {
      this.#row = Number(attribute('r') ?? this.#row + 1);
      this.#column = 0;
    } else if (name === 'mergeCell') this.merged.push(attribute('ref') ?? '');
  }

  text(text: string): void {
    this.#cell.text(text);
  }

  close(name: string): void {
    if (this.#cell.close(name)) this.#keep();
  }

  #keep(): void {
    const { format, formula } = this.#cell;
    const content = this.#cell.content();
    const empty = content === '' && formula === undefined;
    const { rows, columns } = this.#bounds;
    if (!(this.#row <= rows && this.#column <= columns)) {
      if (!empty && this.#row > rows && this.#column <= columns) this.beyond ??= this.#row;
      return;
    }
    const type = empty ? 'vide' : this.#cell.type();
    const cells = this.rows.get(this.#row) ?? new Map<number, CellRead>();
    this.rows.set(this.#row, cells);
    cells.set(this.#column, { type, content, format, hasFormula: formula !== undefined });
  }
}
