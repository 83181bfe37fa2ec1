import { createHash } from 'node:crypto';
import type { WeighedFile } from '../csv-format.ts';
import { LazyArchive, readArchiveBytes } from './archive.ts';
import { type NamedSheet, type OpenedWorkbook, openWorkbook } from './open-workbook.ts';
import { type AroundRows, activeTableFilter, readAroundRows } from './sheet-facts.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { type RowRead, visitSheetRows } from './visit-sheet.ts';

/** What a sheet that was received is, beside its rows. */
export interface SourceSheet {
  readonly nom: string;
  /** Whether the sheet itself is hidden. */
  readonly masquee: boolean;
  /** Cells under a filter that has criteria, of the sheet or of a table: rows that it hides are read all the same. */
  readonly filtre: string | undefined;
  /** Index of each hidden column, from 0. */
  readonly colonnesMasquees: readonly number[];
  /** Ranges of merged cells, as the file writes them. */
  readonly fusions: readonly string[];
  /** Other workbooks on which this one leans; they are never read. */
  readonly liensExternes: number;
  /** Whether formulas are only worked out when somebody asks, so that their results in the file may be old. */
  readonly calculManuel: boolean;
}

/** A sheet seen from its beginning. */
export interface SheetOverview extends SourceSheet {
  /** `A1:K214`, as the program that wrote the file says; some say too much, some nothing. */
  readonly etendue: string | undefined;
  /** The first rows that hold something. */
  readonly rangees: readonly { readonly numero: number; readonly cellules: readonly string[] }[];
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
  { feuille: sheet, decimale: decimal }: { readonly feuille: string; readonly decimale: ',' | '.' },
  visit: (row: RowRead) => void,
): WeighedFile & { readonly feuille: SourceSheet } {
  return forASource(() => {
    const { fichier: file, archive, classeur: workbook } = open(path);
    const named = workbook.feuilles.find(({ nom: name }) => name === sheet);
    if (!named?.hasCells)
      throw new SheetNotFound(
        sheet,
        workbook.feuilles.filter(withCells).map(({ nom: name }) => name),
      );
    const bytes = partOf(named, archive);
    const around = readAroundRows(bytes);
    visitSheetRows(bytes, { ...workbook, merged: around.merged, decimale: decimal }, visit);
    return { ...file, feuille: describe(named, { classeur: workbook, autour: around, archive }) };
  });
}

/**
 * Looks at the sheets of a workbook that have cells, each from its beginning.
 * @param options.rangees how many rows are shown of each
 * @throws UnreadableWorkbook when the file is something else, or damaged; what comes after the rows shown is not checked
 * @throws the errors of the file system
 */
export function listSheets(
  path: string,
  { rangees: rows, decimale: decimal }: { readonly rangees: number; readonly decimale: ',' | '.' },
): WeighedFile & { readonly feuilles: readonly SheetOverview[] } {
  return forASource(() => {
    const { fichier: file, archive, classeur: workbook } = open(path);
    const sheets = workbook.feuilles.filter(withCells).map((named): SheetOverview => {
      const bytes = partOf(named, archive);
      const around = readAroundRows(bytes);
      const first: { numero: number; cellules: readonly string[] }[] = [];
      visitSheetRows(
        bytes,
        { ...workbook, merged: around.merged, decimale: decimal },
        ({ numero: row, cellules: cells }) => {
          if (cells.length > 0 && first.length < rows) first.push({ numero: row, cellules: cells });
        },
        () => first.length >= rows,
      );
      return {
        ...describe(named, { classeur: workbook, autour: around, archive }),
        etendue: around.extent,
        rangees: first,
      };
    });
    return { ...file, feuilles: sheets };
  });
}

function withCells({ hasCells }: NamedSheet): boolean {
  return hasCells;
}

function open(path: string) {
  const bytes = readArchiveBytes(path);
  const archive = new LazyArchive(bytes);
  const workbook = openWorkbook((name) => archive.part(name));
  const names = new Set(workbook.feuilles.map(({ nom: name }) => name.toLowerCase()));
  if (names.size < workbook.feuilles.length) throw new UnreadableWorkbook('abime', 'deux feuilles y ont le même nom');
  const file = { sha256: createHash('sha256').update(bytes).digest('hex'), octets: bytes.length };
  return { fichier: file, archive, classeur: workbook };
}

function partOf({ nom: name, part }: NamedSheet, archive: LazyArchive): Uint8Array {
  const bytes = archive.part(part ?? '');
  if (bytes === undefined) throw new UnreadableWorkbook('abime', `le contenu de la feuille « ${name} » n’y est pas`);
  return bytes;
}

function describe(
  { nom: name, masquee: hidden, part }: NamedSheet,
  opened: { classeur: OpenedWorkbook; autour: AroundRows; archive: LazyArchive },
): SourceSheet {
  const { merged, hiddenColumns, filter } = opened.autour;
  const { liensExternes: externalLinks, calculManuel: manual } = opened.classeur;
  return {
    nom: name,
    masquee: hidden,
    filtre: filter ?? activeTableFilter(part ?? '', (other) => opened.archive.part(other)),
    colonnesMasquees: hiddenColumns,
    fusions: merged,
    liensExternes: externalLinks,
    calculManuel: manual,
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
