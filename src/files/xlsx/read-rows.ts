import { createHash } from 'node:crypto';
import type { WeighedFile } from '../csv-format.ts';
import { oneForm } from '../path-in.ts';
import { LazyArchive, readArchiveBytes } from './archive.ts';
import { type NamedSheet, type OpenedWorkbook, openWorkbook } from './open-workbook.ts';
import { type AroundRows, activeTableFilter, readAroundRows } from './sheet-facts.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { type RowRead, visitSheetRows } from './visit-sheet.ts';

/** What a sheet that was received is, beside its rows. */
export interface SourceSheet {
  readonly name: string;
  /** Whether the sheet itself is hidden. */
  readonly hidden: boolean;
  /** Cells under a filter that has criteria, of the sheet or of a table: rows that it hides are read all the same. */
  readonly filter: string | undefined;
  /** Index of each hidden column, from 0. */
  readonly hiddenColumns: readonly number[];
  /** Ranges of merged cells, as the file writes them. */
  readonly merged: readonly string[];
  /** Other workbooks on which this one leans; they are never read. */
  readonly externalLinks: number;
  /** Whether formulas are only worked out when somebody asks, so that their results in the file may be old. */
  readonly manualCalculation: boolean;
}

/** A sheet seen from its beginning. */
export interface SheetOverview extends SourceSheet {
  /** `A1:K214`, as the program that wrote the file says; some say too much, some nothing. */
  readonly extent: string | undefined;
  /** The first rows that hold something. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** Thrown when a workbook has no sheet of the name that was declared. */
export class SheetNotFound extends Error {
  readonly sheet: string;
  /** The sheets that have cells, in order. */
  readonly sheets: readonly string[];

  constructor(sheet: string, sheets: readonly string[]) {
    super(`la feuille « ${sheet} » n’est pas dans ce classeur`);
    this.name = 'SheetNotFound';
    this.sheet = sheet;
    this.sheets = sheets;
  }
}

/**
 * Reads a sheet of a workbook that a sector sent, and shows its rows one by one: texts as they are, numbers and days as text,
 * results of formulas as the file keeps them. Rows that the file leaves out are empty ones. Nothing is kept of a row once
 * visited. Links to other workbooks are not followed, macros not run.
 * @returns size and hash of the very bytes that were read, and what is around the rows
 * @throws UnreadableWorkbook when the file is something else, or damaged: rows may have been visited before it is known
 * @throws SheetNotFound
 * @throws the errors of the file system
 */
export function visitRows(
  path: string,
  { sheet, decimal }: { readonly sheet: string; readonly decimal: ',' | '.' },
  visit: (row: RowRead) => void,
): WeighedFile & { readonly sheet: SourceSheet } {
  return forASource(() => {
    const { file, archive, workbook } = open(path);
    const named =
      workbook.sheets.find(({ name }) => name === sheet) ??
      workbook.sheets.find(({ name }) => oneForm(name) === oneForm(sheet));
    if (!named?.hasCells)
      throw new SheetNotFound(
        sheet,
        workbook.sheets.filter(withCells).map(({ name }) => name),
      );
    const bytes = partOf(named, archive);
    const around = readAroundRows(bytes);
    visitSheetRows(bytes, { ...workbook, merged: around.merged, decimal }, visit);
    return { ...file, sheet: describe(named, { workbook, around, archive }) };
  });
}

/**
 * Looks at the sheets of a workbook that have cells, each from its beginning.
 * @param options.rows how many rows are shown of each
 * @throws UnreadableWorkbook when the file is something else, or damaged; what comes after the rows shown is not checked
 * @throws the errors of the file system
 */
export function listSheets(
  path: string,
  { rows, decimal }: { readonly rows: number; readonly decimal: ',' | '.' },
): WeighedFile & { readonly sheets: readonly SheetOverview[] } {
  return forASource(() => {
    const { file, archive, workbook } = open(path);
    const sheets = workbook.sheets.filter(withCells).map((named): SheetOverview => {
      const bytes = partOf(named, archive);
      const around = readAroundRows(bytes);
      const first: { number: number; cells: readonly string[] }[] = [];
      visitSheetRows(
        bytes,
        { ...workbook, merged: around.merged, decimal },
        ({ number: row, cells }) => {
          if (cells.length > 0 && first.length < rows) first.push({ number: row, cells });
        },
        () => first.length >= rows,
      );
      return {
        ...describe(named, { workbook, around, archive }),
        extent: around.extent,
        rows: first,
      };
    });
    return { ...file, sheets };
  });
}

function withCells({ hasCells }: NamedSheet): boolean {
  return hasCells;
}

function open(path: string) {
  const bytes = readArchiveBytes(path);
  const archive = new LazyArchive(bytes);
  const workbook = openWorkbook((name) => archive.part(name));
  const names = new Set(workbook.sheets.map(({ name }) => name.toLowerCase()));
  if (names.size < workbook.sheets.length) throw new UnreadableWorkbook('abime', 'deux feuilles y ont le même nom');
  const file = { sha256: createHash('sha256').update(bytes).digest('hex'), octets: bytes.length };
  return { file, archive, workbook };
}

function partOf({ name, part }: NamedSheet, archive: LazyArchive): Uint8Array {
  const bytes = archive.part(part ?? '');
  if (bytes === undefined) throw new UnreadableWorkbook('abime', `le contenu de la feuille « ${name} » n’y est pas`);
  return bytes;
}

function describe(
  { name, hidden, part }: NamedSheet,
  opened: { workbook: OpenedWorkbook; around: AroundRows; archive: LazyArchive },
): SourceSheet {
  const { merged, hiddenColumns, filter } = opened.around;
  const { externalLinks, manualCalculation } = opened.workbook;
  return {
    name,
    hidden,
    filter: filter ?? activeTableFilter(part ?? '', (other) => opened.archive.part(other)),
    hiddenColumns,
    merged,
    externalLinks,
    manualCalculation,
  };
}

/** What reads is shared with the review workbook, of which the words speak unless told otherwise. */
function forASource<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UnreadableWorkbook ? error.forASource() : error;
  }
}
