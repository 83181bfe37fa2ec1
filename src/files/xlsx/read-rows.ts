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

  constructor(feuille: string, feuilles: readonly string[]) {
    super(`la feuille « ${feuille} » n’est pas dans ce classeur`);
    this.name = 'SheetNotFound';
    this.sheet = feuille;
    this.sheets = feuilles;
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
  chemin: string,
  { feuille, decimale }: { readonly feuille: string; readonly decimale: ',' | '.' },
  visiter: (rangee: RowRead) => void,
): WeighedFile & { readonly feuille: SourceSheet } {
  return forASource(() => {
    const { fichier, archive, classeur } = open(chemin);
    const nommee = classeur.feuilles.find(({ nom }) => nom === feuille);
    if (!nommee?.hasCells)
      throw new SheetNotFound(
        feuille,
        classeur.feuilles.filter(withCells).map(({ nom }) => nom),
      );
    const octets = partOf(nommee, archive);
    const autour = readAroundRows(octets);
    visitSheetRows(octets, { ...classeur, merged: autour.merged, decimale }, visiter);
    return { ...fichier, feuille: describe(nommee, { classeur, autour, archive }) };
  });
}

/**
 * Looks at the sheets of a workbook that have cells, each from its beginning.
 * @param options.rangees how many rows are shown of each
 * @throws UnreadableWorkbook when the file is something else, or damaged; what comes after the rows shown is not checked
 * @throws the errors of the file system
 */
export function listSheets(
  chemin: string,
  { rangees, decimale }: { readonly rangees: number; readonly decimale: ',' | '.' },
): WeighedFile & { readonly feuilles: readonly SheetOverview[] } {
  return forASource(() => {
    const { fichier, archive, classeur } = open(chemin);
    const feuilles = classeur.feuilles.filter(withCells).map((nommee): SheetOverview => {
      const octets = partOf(nommee, archive);
      const autour = readAroundRows(octets);
      const premieres: { numero: number; cellules: readonly string[] }[] = [];
      visitSheetRows(
        octets,
        { ...classeur, merged: autour.merged, decimale },
        ({ numero, cellules }) => {
          if (cellules.length > 0 && premieres.length < rangees) premieres.push({ numero, cellules });
        },
        () => premieres.length >= rangees,
      );
      return { ...describe(nommee, { classeur, autour, archive }), etendue: autour.extent, rangees: premieres };
    });
    return { ...fichier, feuilles };
  });
}

function withCells({ hasCells: aDesCellules }: NamedSheet): boolean {
  return aDesCellules;
}

function open(chemin: string) {
  const octets = readArchiveBytes(chemin);
  const archive = new LazyArchive(octets);
  const classeur = openWorkbook((nom) => archive.part(nom));
  const noms = new Set(classeur.feuilles.map(({ nom }) => nom.toLowerCase()));
  if (noms.size < classeur.feuilles.length) throw new UnreadableWorkbook('abime', 'deux feuilles y ont le même nom');
  const fichier = { sha256: createHash('sha256').update(octets).digest('hex'), octets: octets.length };
  return { fichier, archive, classeur };
}

function partOf({ nom, part: partie }: NamedSheet, archive: LazyArchive): Uint8Array {
  const octets = archive.part(partie ?? '');
  if (octets === undefined) throw new UnreadableWorkbook('abime', `le contenu de la feuille « ${nom} » n’y est pas`);
  return octets;
}

function describe(
  { nom, masquee, part: partie }: NamedSheet,
  lue: { classeur: OpenedWorkbook; autour: AroundRows; archive: LazyArchive },
): SourceSheet {
  const { merged: fusions, hiddenColumns: colonnesMasquees, filter: filtre } = lue.autour;
  const { liensExternes, calculManuel } = lue.classeur;
  return {
    nom,
    masquee,
    filtre: filtre ?? activeTableFilter(partie ?? '', (autre) => lue.archive.part(autre)),
    colonnesMasquees,
    fusions,
    liensExternes,
    calculManuel,
  };
}

/** What reads is shared with the review workbook, of which the words speak unless told otherwise. */
function forASource<T>(lire: () => T): T {
  try {
    return lire();
  } catch (erreur) {
    throw erreur instanceof UnreadableWorkbook ? erreur.forASource() : erreur;
  }
}
