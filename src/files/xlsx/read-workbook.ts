import { readArchive } from './archive.ts';
import { openWorkbook } from './open-workbook.ts';
import { readSheet, type SheetBounds, type SheetRead } from './read-sheet.ts';

/** A workbook as it lies in its file. */
export interface WorkbookRead {
  readonly sheets: ReadonlyMap<string, SheetRead>;
  /** Whether its days count from 1904, as Excel for Mac once did. */
  readonly since1904: boolean;
}

/** A sheet of a workbook, not read yet. */
export interface SheetToOpen {
  readonly name: string;
  /** Its part of the file, as it stands. */
  readonly bytes: Uint8Array;
  read(bounds: SheetBounds): SheetRead;
}

const USEFUL = /^(?:xl\/.*\.xml(?:\.rels)?|_rels\/\.rels)$/;

/**
 * Reads the named sheets of a workbook: the cells with their types, looks and formulas, not what they look like.
 * @throws UnreadableWorkbook when the file is something else, or damaged
 * @throws the errors of the file system
 */
export function readWorkbook(path: string, names: readonly string[], bounds: SheetBounds): WorkbookRead {
  const { sheets, since1904 } = openSheets(readArchive(path, (name) => USEFUL.test(name)));
  const sheetsRead = sheets.flatMap((sheet): [string, SheetRead][] =>
    names.includes(sheet.name) ? [[sheet.name, sheet.read(bounds)]] : [],
  );
  return { sheets: new Map(sheetsRead), since1904 };
}

/**
 * The sheets of a workbook in their order, from its parts.
 * @throws UnreadableWorkbook when the parts are those of something else
 */
export function openSheets(parts: ReadonlyMap<string, Uint8Array>): {
  readonly sheets: readonly SheetToOpen[];
  readonly since1904: boolean;
} {
  const { sheets, since1904, texts, formats } = openWorkbook((name) => parts.get(name));
  return {
    since1904,
    sheets: sheets.flatMap(({ name, part }) => {
      const bytes = parts.get(part ?? '');
      return bytes ? [{ name, bytes, read: (bounds) => readSheet(bytes, { texts, formats, bounds }) }] : [];
    }),
  };
}
