import { readArchive } from './archive.ts';
import { openWorkbook } from './open-workbook.ts';
import { readSheet, type SheetBounds, type SheetRead } from './read-sheet.ts';

/** A workbook as it lies in its file. */
export interface WorkbookRead {
  readonly sheets: ReadonlyMap<string, SheetRead>;
  /** Whether its days count from 1904, as Excel for Mac once did. */
  readonly depuis1904: boolean;
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
  const { feuilles: sheets, depuis1904: since1904 } = openSheets(readArchive(path, (name) => USEFUL.test(name)));
  const sheetsRead = sheets.flatMap((sheet): [string, SheetRead][] =>
    names.includes(sheet.name) ? [[sheet.name, sheet.read(bounds)]] : [],
  );
  return { sheets: new Map(sheetsRead), depuis1904: since1904 };
}

/**
 * The sheets of a workbook in their order, from its parts.
 * @throws UnreadableWorkbook when the parts are those of something else
 */
export function openSheets(parts: ReadonlyMap<string, Uint8Array>): {
  readonly feuilles: readonly SheetToOpen[];
  readonly depuis1904: boolean;
} {
  const { feuilles: sheets, depuis1904: since1904, textes: texts, formats } = openWorkbook((name) => parts.get(name));
  return {
    depuis1904: since1904,
    feuilles: sheets.flatMap(({ nom: name, part }) => {
      const bytes = parts.get(part ?? '');
      return bytes ? [{ name, bytes, read: (bounds) => readSheet(bytes, { textes: texts, formats, bounds }) }] : [];
    }),
  };
}
