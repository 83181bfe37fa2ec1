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
  read(bornes: SheetBounds): SheetRead;
}

const USEFUL = /^(?:xl\/.*\.xml(?:\.rels)?|_rels\/\.rels)$/;

/**
 * Reads the named sheets of a workbook: the cells with their types, looks and formulas, not what they look like.
 * @throws UnreadableWorkbook when the file is something else, or damaged
 * @throws the errors of the file system
 */
export function readWorkbook(chemin: string, noms: readonly string[], bornes: SheetBounds): WorkbookRead {
  const { feuilles, depuis1904 } = openSheets(readArchive(chemin, (nom) => USEFUL.test(nom)));
  const lues = feuilles.flatMap((feuille): [string, SheetRead][] =>
    noms.includes(feuille.name) ? [[feuille.name, feuille.read(bornes)]] : [],
  );
  return { sheets: new Map(lues), depuis1904 };
}

/**
 * The sheets of a workbook in their order, from its parts.
 * @throws UnreadableWorkbook when the parts are those of something else
 */
export function openSheets(parties: ReadonlyMap<string, Uint8Array>): {
  readonly feuilles: readonly SheetToOpen[];
  readonly depuis1904: boolean;
} {
  const { feuilles, depuis1904, textes, formats } = openWorkbook((nom) => parties.get(nom));
  return {
    depuis1904,
    feuilles: feuilles.flatMap(({ nom, part: partie }) => {
      const octets = parties.get(partie ?? '');
      return octets
        ? [{ name: nom, bytes: octets, read: (bornes) => readSheet(octets, { textes, formats, bounds: bornes }) }]
        : [];
    }),
  };
}
