import { posix } from 'node:path';
import { MAX_COLUMNS } from './cell-address.ts';
import { readRelations, relationsPart } from './open-workbook.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { type ReadAttribute, visitXml } from './xml.ts';

/** What a sheet says around its rows. */
export interface AroundRows {
  /** Ranges of merged cells, as the file writes them and in its order. */
  readonly merged: readonly string[];
  /** Cells under a filter that has criteria. */
  readonly filter: string | undefined;
  /** Index of each hidden column, from 0, in order. */
  readonly hiddenColumns: readonly number[];
  /** The cells in use, as the program that wrote the file says: some say too much, some nothing. */
  readonly extent: string | undefined;
}

/** Beyond, a file is not damaged but hostile. */
const MAX_MERGED = 1_000_000;

/**
 * Reads what a sheet says around its rows without going through them: merged cells and filters come after the rows in the
 * file, and must be known before.
 * @throws UnreadableWorkbook when it is damaged
 */
export function readAroundRows(bytes: Uint8Array): AroundRows {
  const rowless = withoutRows(bytes);
  if (rowless !== undefined)
    try {
      return read(rowless);
    } catch (error) {
      if (!(error instanceof UnreadableWorkbook)) throw error;
      // What looked like the rows was not them: a comment may hold anything.
    }
  return read(bytes);
}

function read(bytes: Uint8Array): AroundRows {
  const merged: string[] = [];
  const hidden = new Uint8Array(MAX_COLUMNS);
  const filter = new FilterReading();
  const path: string[] = [];
  let extent: string | undefined;
  let bands = 0;
  visitXml(bytes, {
    open({ name, attribute }) {
      const parent = path.at(-1);
      path.push(name);
      const direct = path.length === 2;
      filter.open(name, attribute, direct);
      if (name === 'mergeCell' && parent === 'mergeCells') {
        if (merged.push(attribute('ref') ?? '') > MAX_MERGED)
          throw new UnreadableWorkbook('trop_gros', 'plus d’un million de cellules fusionnées');
      } else if (name === 'col' && parent === 'cols') {
        bands += 1;
        if (bands > MAX_COLUMNS) throw new UnreadableWorkbook('abime', 'il y a plus de colonnes qu’Excel n’en admet');
        hide(attribute, hidden);
      } else if (name === 'dimension' && direct) extent = attribute('ref');
    },
    text() {},
    close(name) {
      path.pop();
      filter.close(name);
    },
  });
  const hiddenColumns: number[] = [];
  hidden.forEach((hidden, index) => {
    if (hidden === 1) hiddenColumns.push(index);
  });
  return { merged, filter: filter.active, hiddenColumns, extent };
}

/** A column may also be hidden by giving it no width. */
function hide(attribute: ReadAttribute, hidden: Uint8Array): void {
  if (!isTrue(attribute('hidden')) && Number(attribute('width') ?? 1) !== 0) return;
  hidden.fill(1, Number(attribute('min')) - 1, Number(attribute('max')));
}

/** Whether an attribute of the format says yes. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

const NAME_OF_ROWS = Buffer.from('sheetData');
const MAX_PREFIX = 64;
/** Times that a sheet may name its rows below them, in a formula of its looks say. */
const MAX_MENTIONS = 1_000;

/** The document as it would be without rows; nothing when the bytes do not show where they are. */
function withoutRows(view: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.length);
  const start = tagAt(bytes, bytes.indexOf(NAME_OF_ROWS), '<');
  if (start === undefined) return undefined;
  let index = bytes.length;
  for (let mentions = 0; mentions < MAX_MENTIONS; mentions++) {
    index = bytes.lastIndexOf(NAME_OF_ROWS, index - 1);
    if (index <= start) return undefined;
    if (tagAt(bytes, index, '</') === undefined) continue;
    const end = bytes.indexOf('>', index);
    return end < 0 ? undefined : Buffer.concat([bytes.subarray(0, start), bytes.subarray(end + 1)]);
  }
  return undefined;
}

/** Where the tag begins whose name, past its prefix, stands at a rank; nothing when what stands there is no such tag. */
function tagAt(bytes: Buffer, index: number, opening: '<' | '</'): number | undefined {
  if (index < 0) return undefined;
  const before = bytes.toString('latin1', Math.max(0, index - MAX_PREFIX), index);
  const found = /<\/?(?:[^\s<>/:]+:)?$/.exec(before);
  if (!found || found[0].startsWith('</') !== (opening === '</')) return undefined;
  const after = bytes[index + NAME_OF_ROWS.length];
  if (after === undefined || !/[\s/>]/.test(String.fromCharCode(after))) return undefined;
  return index - found[0].length;
}

/**
 * The cells of the first table of a sheet that is filtered: the filter of a table is written in the part of the table.
 * @param sheet part of the sheet
 * @param part gives a part by its name
 */
export function activeTableFilter(sheet: string, part: (name: string) => Uint8Array | undefined): string | undefined {
  for (const { kind, target } of readRelations(part(relationsPart(sheet)), posix.dirname(sheet)).values()) {
    const table = kind === 'table' ? part(target) : undefined;
    const active = table && filterOf(table);
    if (active !== undefined) return active;
  }
  return undefined;
}

function filterOf(table: Uint8Array): string | undefined {
  const filter = new FilterReading();
  let depth = 0;
  visitXml(table, {
    open({ name, attribute }) {
      depth += 1;
      filter.open(name, attribute, depth === 2);
    },
    text() {},
    close(name) {
      depth -= 1;
      filter.close(name);
    },
  });
  return filter.active;
}

/** Reads the criteria of a filter in a sheet, or in a table of it. */
export class FilterReading {
  /** The cells under the filter, once a criterion was met. */
  active: string | undefined;
  #ref: string | undefined;
  #inColumn = false;

  /** @param direct whether the element is a child of the sheet or table itself: views that people keep have filters too */
  open(name: string, attribute: ReadAttribute, direct: boolean): void {
    if (name === 'autoFilter' && direct) this.#ref = attribute('ref') ?? '';
    else if (this.#ref === undefined) return;
    else if (name === 'filterColumn') this.#inColumn = true;
    // A column of a filter without criterion only says that its button is hidden.
    else if (this.#inColumn && name !== 'extLst') this.active = this.#ref;
  }

  close(name: string): void {
    if (name === 'autoFilter') this.#ref = undefined;
    else if (name === 'filterColumn') this.#inColumn = false;
  }
}
