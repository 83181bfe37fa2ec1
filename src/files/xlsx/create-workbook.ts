import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { stream, Worksheet } from 'exceljs';
import { unzipSync } from 'fflate';
import type { ZipContent } from '../zip/write-zip.ts';
import { columnLetter } from './cell.ts';
import { cellText } from './cell-text.ts';
import type { PlacedChart } from './charts/chart.ts';
import { writeChart } from './charts/write-chart.ts';
import { linkOfChart, writeDrawing } from './charts/write-drawing.ts';
import {
  completeSheet,
  completeTypes,
  completeWorkbook,
  relationsOfSheet,
  sharedText,
  sharedTexts,
  writeRelations,
} from './complete-parts.ts';
import { Sheet, type SheetColumn, type SheetEnd } from './sheet.ts';
import { STYLES, type StyleName } from './styles.ts';
import { writeTable } from './table-part.ts';
import { PackageDraft, type Span, writePackageAside, XmlBytes } from './write-package.ts';

/** What a sheet is asked for before its rows. */
export interface SheetDescription {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  /** Number of the row that heads the table, below which and right of which nothing scrolls. */
  readonly headRow: number;
  readonly frozenColumns?: number;
  /** Pages across on paper; one by default. */
  readonly pagesAcross?: number;
  /** Colour of the tab, `FFFFD60A`; none by default. */
  readonly colour?: string;
  /** The sheet after which its tab stands, though it is written later; after all others by default. */
  readonly after?: string;
  /** Not among the tabs; the menu shows it again. */
  readonly hidden?: boolean;
  /** Only the cells that are made to be filled can be changed, until the protection is taken off, without password. */
  readonly protected?: boolean;
}

/** A workbook being written to disk, sheet after sheet. */
export interface WorkbookDraft {
  /** Begins a sheet; its first row is its title. The one before must be closed. */
  sheet(description: SheetDescription): Sheet;
  /** The names of the sheets that are written, in the order of their tabs. */
  sheetNames(): readonly string[];
  /** Gives a name to cells, for formulas: `nameCells('total', "'Synthèse'!$B$8")`. */
  nameCells(name: string, reference: string): void;
  /** Lets the program answer what waits, such as a request to stop; to call now and then in a long sheet. */
  breathe(): Promise<void>;
  /** Ends the draft. What is given makes the document of it, in a thread where it is large. */
  close(): Promise<() => Promise<void>>;
  /** Lets go of the draft without ending it, and leaves none; nothing more can be written. */
  abandon(): void;
}

/** A sheet as it was asked for, its rows in the draft. */
interface WrittenSheet {
  readonly description: SheetDescription;
  readonly rows: readonly Span[];
  readonly end: SheetEnd;
}

/**
 * Opens a workbook, of which the rows and the texts are written in a draft `<path>.tmp` as they come. The rest is written by
 * exceljs in the end, in memory: as objects of the library, cells cost five times as much. All that this program knows of it is
 * here; it is loaded only when a workbook is written.
 *
 * @param date day of the edition, `2012-12-13`: the workbook says it was made then, at midnight UTC
 * @throws Error when the file cannot be written
 */
export function createWorkbook(path: string, title: string, date: string): WorkbookDraft {
  const draft = new PackageDraft(`${path}.tmp`);
  const sheets: WrittenSheet[] = [];
  const names = new Map<string, string>();
  const texts = new SharedTexts(draft);
  const styles = new UsedStyles();
  return {
    sheet: (description) => {
      const rows: Span[] = [];
      return new Sheet(description.name, description.title, description.columns, {
        indexOfText: (text) => texts.index(text),
        indexOfStyle: (style) => styles.index(style),
        write: (bytes) => draft.add(rows, bytes),
        close: (end) => {
          const before = sheets.findIndex(({ description: { name } }) => name === description.after);
          sheets.splice(before < 0 ? sheets.length : before + 1, 0, { description, rows, end });
        },
      });
    },
    sheetNames: () => sheets.map(({ description: { name } }) => name),
    nameCells: (name, reference) => names.set(name, reference),
    breathe: () => setImmediate(),
    close: async () => {
      const shared = texts.close();
      draft.close();
      const written = await writeTheRest(sheets, styles, cellText(title), new Date(`${date}T00:00:00Z`));
      const parts = completeParts(written, sheets, names, styles.names.length);
      parts.set('xl/sharedStrings.xml', shared);
      return () => writePackageAside({ draft: draft.path, document: path, parts });
    },
    abandon: () => draft.abandon(),
  };
}

/** The texts that cells share, written down as they come; each is kept to be found again. */
class SharedTexts {
  readonly #written: Span[] = [];
  readonly #xml: XmlBytes;
  readonly #index = new Map<string, number>();
  /** Those that are not written as they came, by what is written. */
  readonly #changed = new Map<string, number>();
  #count = 0;

  constructor(draft: PackageDraft) {
    this.#xml = new XmlBytes((bytes) => draft.add(this.#written, bytes));
  }

  index(text: string): number {
    const known = this.#index.get(text);
    if (known !== undefined) return known;
    const written = cellText(text);
    const index = this.#indexOfWritten(written, written !== text);
    this.#index.set(text, index);
    return index;
  }

  /** The part of the package. */
  close(): readonly ZipContent[] {
    this.#xml.flush();
    return sharedTexts(this.#count, this.#written);
  }

  #indexOfWritten(written: string, changed: boolean): number {
    const already =
      this.#changed.get(written) ?? (changed && cellText(written) === written ? this.#index.get(written) : undefined);
    if (already === undefined) this.#xml.add(Buffer.from(sharedText(written)));
    const index = already ?? this.#count++;
    if (changed) this.#changed.set(written, index);
    return index;
  }
}

/** The looks of cells in the order in which they were first asked for, which is that of their numbers in the workbook. */
class UsedStyles {
  readonly #names: StyleName[] = [];
  /** By what they are: some have the same look under two names. */
  readonly #index = new Map<string, number>();

  /** From 1: 0 is no look at all. */
  index(style: StyleName): number {
    const key = JSON.stringify(STYLES[style]);
    let index = this.#index.get(key);
    if (index === undefined) {
      index = this.#names.push(style);
      this.#index.set(key, index);
    }
    return index;
  }

  get names(): readonly StyleName[] {
    return this.#names;
  }
}

/** Has exceljs write all but the rows and the texts; gives the parts by their names. */
async function writeTheRest(
  sheets: readonly WrittenSheet[],
  styles: UsedStyles,
  title: string,
  instant: Date,
): Promise<ReadonlyMap<string, string>> {
  const { default: ExcelJS } = await import('exceljs');
  const received: Buffer[] = [];
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: new Writable({
      write: (bytes: Buffer, _, done) => {
        received.push(bytes);
        done();
      },
    }),
    useSharedStrings: true,
    useStyles: true,
    zip: { store: true },
  });
  Object.assign(workbook, { created: instant, modified: instant, creator: 'jaune', lastModifiedBy: 'jaune' });
  workbook.title = title;
  workbook.views = [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  for (const [index, { description, end }] of sheets.entries()) {
    const sheet = beginSheet(workbook, description);
    const row = sheet.getRow(1);
    row.height = 28;
    if (index === 0) {
      // The workbook has shared texts, and these looks.
      row.getCell(1).value = title;
      for (const [column, name] of styles.names.entries()) row.getCell(column + 1).style = { ...STYLES[name] };
    }
    endSheet(sheet, end);
  }
  await workbook.commit();
  const unzipped = Object.entries(unzipSync(Buffer.concat(received)));
  return new Map(unzipped.map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
}

function beginSheet(
  workbook: stream.xlsx.WorkbookWriter,
  { name, columns, headRow, frozenColumns = 0, pagesAcross = 1, colour, hidden }: SheetDescription,
): Worksheet {
  const isFolded = columns.some(({ folded }) => folded);
  const sheet = workbook.addWorksheet(name, {
    ...(hidden && { state: 'hidden' as const }),
    properties: {
      ...(colour !== undefined && { tabColor: { argb: colour } }),
      ...(isFolded && { outlineLevelCol: 1 }),
    },
    views: [{ state: 'frozen', xSplit: frozenColumns, ySplit: headRow, activeCell: 'A1', showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: pagesAcross,
      fitToHeight: 0,
      printTitlesRow: `${headRow}:${headRow}`,
      ...(pagesAcross > 1 && { printTitlesColumn: `A:${columnLetter(Math.max(0, frozenColumns - 1))}` }),
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&A&RPage &P sur &N' },
  });
  sheet.columns = columns.map(({ width, hidden = false, folded = false }) =>
    folded ? { width, hidden: true, outlineLevel: 1 } : { width, hidden },
  );
  return sheet;
}

function endSheet(sheet: Worksheet, { filter, printArea, checks, alerts = [] }: SheetEnd): void {
  if (filter !== undefined) sheet.autoFilter = filter;
  // exceljs fixes columns only: LibreOffice takes no area of which the rows are not.
  if (printArea !== undefined)
    sheet.pageSetup.printArea = printArea.replace(/([A-Z]+)(\d+)/g, (_, letters, row) => `${letters}$${row}`);
  const rules = [
    ...checks.map((check) => ({
      ref: check,
      formula: `${check}<>"OK"`,
      style: { font: { bold: true, color: { argb: 'FF9C0006' } } },
    })),
    ...alerts.map(({ cells, formula }) => ({
      ref: cells,
      formula,
      style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFF8CBAD' } } } as const,
    })),
  ];
  for (const [index, { ref, formula, style }] of rules.entries())
    sheet.addConditionalFormatting({
      ref,
      rules: [{ type: 'expression', priority: index + 1, formulae: [formula], style }],
    });
}

/** The parts of the package: those that exceljs wrote, with what is added to them. */
function completeParts(
  written: ReadonlyMap<string, string>,
  sheets: readonly WrittenSheet[],
  names: ReadonlyMap<string, string>,
  styles: number,
): Map<string, readonly ZipContent[]> {
  const parts = new Map<string, readonly ZipContent[]>();
  for (const [name, xml] of written) parts.set(name, [Buffer.from(xml)]);
  const part = (name: string) => written.get(name) ?? missPart(name);
  requireStyles(part('xl/worksheets/sheet1.xml'), styles);
  const added = new AddedParts(parts);
  for (const [index, { description, rows, end }] of sheets.entries()) {
    const name = `sheet${index + 1}.xml`;
    const xml = part(`xl/worksheets/${name}`);
    parts.set(`xl/worksheets/${name}`, completeSheet(xml, { rows, end, isProtected: description.protected === true }));
    added.add(name, end);
  }
  parts.set('[Content_Types].xml', [completeTypes(part('[Content_Types].xml'), parts.keys())]);
  parts.set('xl/workbook.xml', [completeWorkbook(part('xl/workbook.xml'), names)]);
  return parts;
}

/** The parts of which exceljs knows nothing, numbered as they come. */
class AddedParts {
  readonly #parts: Map<string, readonly ZipContent[]>;
  #tables = 0;
  #drawings = 0;
  #charts = 0;

  constructor(parts: Map<string, readonly ZipContent[]>) {
    this.#parts = parts;
  }

  /** Adds what a sheet leans on. */
  add(sheet: string, { table, charts }: SheetEnd): void {
    if (table !== undefined) this.#set(`tables/table${++this.#tables}.xml`, writeTable(this.#tables, table));
    if (charts !== undefined) this.#draw(charts);
    if (table === undefined && charts === undefined) return;
    const relations = relationsOfSheet({
      ...(table !== undefined && { table: this.#tables }),
      ...(charts !== undefined && { drawing: this.#drawings }),
    });
    this.#parts.set(`xl/worksheets/_rels/${sheet}.rels`, [writeRelations(relations)]);
  }

  #draw(charts: readonly PlacedChart[]): void {
    const name = `drawing${++this.#drawings}.xml`;
    this.#set(`drawings/${name}`, writeDrawing(charts));
    const relations: Record<string, readonly [string, string]> = {};
    for (const [rank, { chart }] of charts.entries()) {
      const part = `charts/chart${++this.#charts}.xml`;
      this.#set(part, writeChart(chart));
      relations[linkOfChart(rank)] = ['chart', `../${part}`];
    }
    this.#parts.set(`xl/drawings/_rels/${name}.rels`, [writeRelations(relations)]);
  }

  #set(name: string, xml: string): void {
    this.#parts.set(`xl/${name}`, [Buffer.from(xml)]);
  }
}

/** The rows were written with numbers of looks: exceljs must have given them the same. */
function requireStyles(xml: string, styles: number): void {
  const row = xml.slice(xml.indexOf('<sheetData>'), xml.indexOf('</sheetData>'));
  const numbers = [...row.matchAll(/ s="(\d+)"/g)].map(([, number]) => Number(number));
  if (numbers.length !== styles || numbers.some((number, index) => number !== index + 1))
    throw new Error('exceljs a numéroté autrement les styles du classeur');
}

function missPart(name: string): never {
  throw new Error(`exceljs n’a pas écrit ${name}`);
}
