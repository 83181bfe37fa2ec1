import { type Cell, columnLetter, type Formula } from './cell.ts';
import { cellText, countLines, cutIntoLines, escapeXml } from './cell-text.ts';
import type { PlacedChart } from './charts/chart.ts';
import { headStyle, type StyleName, totalStyle } from './styles.ts';
import type { SheetTable } from './table-part.ts';
import { XmlBytes } from './write-package.ts';

/** A column of a sheet: its head, its width in characters, the look of its cells. */
export interface SheetColumn {
  readonly title: string;
  readonly width: number;
  readonly style: StyleName;
  /** Hidden, so that columns keep the same letters from sheet to sheet. */
  readonly hidden?: boolean;
  /** Folded away: hidden until somebody opens its group. */
  readonly folded?: boolean;
}

/** Where a sheet sends what it draws; the only thing it knows of the file's format beyond rows and cells. */
export interface SheetSink {
  /** @param bytes hold only during the call */
  write(bytes: Uint8Array): void;
  /** Index of a text among the shared ones of the workbook. */
  indexOfText(text: string): number;
  /** Index of a look in the workbook. */
  indexOfStyle(style: StyleName): number;
  /** Ends the sheet; filters and marks what it was told. */
  close(end: SheetEnd): void;
}

/** What cells expect of whoever fills them. */
export interface CellExpectation {
  /** `R5:R80`. */
  readonly cells: string;
  /** The cells or the quoted list where the choices are; any text when absent. */
  readonly list?: string;
  /** Else a formula, without `=` and written for the first of the cells, that is true of what may be typed. */
  readonly condition?: string;
  /** What is said when something else is typed, which is then refused; without it, the list only helps. */
  readonly refusal?: { readonly title: string; readonly message: string };
  /** What is said beside the cell while it is filled. */
  readonly help?: { readonly title: string; readonly message: string };
}

/** Bars behind cells. */
export interface DataBars {
  /** `E5:E10`. */
  readonly cells: string;
  /** The number that fills a cell. */
  readonly full: number;
}

/** A cell that leads elsewhere in the workbook. */
export interface CellLink {
  readonly cell: string;
  /** `'Lignes'!A12`. */
  readonly target: string;
  /** What is said beside the pointer; cut when Excel would not show it all. */
  readonly tip: string;
}

/** What is laid over a sheet once its rows are written. */
export interface SheetEnd {
  /** `A5:F80`, the rows to filter with their head. */
  readonly filter?: string;
  /** Rows that form a table, which has its own filter. */
  readonly table?: SheetTable;
  readonly links: readonly CellLink[];
  /** Cells of codes, that nobody should take for numbers gone wrong: `S9:S80`. */
  readonly codes?: readonly string[];
  /** The cells that say `OK` or a difference. */
  readonly checks: readonly string[];
  /** The cells that take what a list says, or that tell what they expect. */
  readonly expectations?: readonly CellExpectation[];
  /** The cells that turn red while a formula (written for the first of them, without `=`) is true. */
  readonly alerts?: readonly { readonly cells: string; readonly formula: string }[];
  /** Cells of whole numbers behind which a bar goes from nothing to what fills it. */
  readonly bars?: readonly DataBars[];
  readonly charts?: readonly PlacedChart[];
  /** The rows after which paper takes another page. */
  readonly pageBreaks?: readonly number[];
  /** What is printed; everything when absent. */
  readonly printArea?: string;
}

const POINTS_A_LINE = 15;
const TITLE_HEIGHT = 28;
const HEADING_HEIGHT = 28;
/** Lines of text that a row shows; the others are in the cell. */
const MAX_LINES = 20;

/** The looks of texts that go on below. */
const WRAPPING = /^(?:renvoi(?:Doux|Gras)?|lu)$/;
/** The looks that show even on an empty cell. */
const SHOWN_EMPTY = /Total$|^saisie|^lu(?:[A-Z]|$)|^modifiable|^onglet|^entete|^intertitre/;

/** Formulas kept as they are written; those of a column of many rows come first. */
const FORMULAS_KEPT = 64;

/**
 * A sheet written from top to bottom. Rows are sent as the bytes of their XML straight away and not kept: as objects of the library, cells
 * cost five times as much (10 000 rows of 40 cells: 1.2 s against 0.25).
 */
export class Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly #sink: SheetSink;
  readonly #attributes = new Map<StyleName, string>();
  readonly #letters: readonly string[];
  readonly #checks: string[] = [];
  readonly #links: CellLink[] = [];
  /** Formulas as they are written, since the same one goes down a column. */
  readonly #formulas = new Map<string, Buffer>();
  /** The last text of each column, and its index. */
  readonly #texts: string[] = [];
  readonly #index: number[] = [];
  readonly #wraps: boolean;
  readonly #xml: XmlBytes;
  #row = 2;

  /** @param title its first row */
  constructor(name: string, title: string, columns: readonly SheetColumn[], sink: SheetSink) {
    this.name = name;
    this.columns = columns;
    this.#sink = sink;
    this.#xml = new XmlBytes((bytes) => sink.write(bytes));
    this.#wraps = columns.some(({ style }) => WRAPPING.test(style));
    this.#letters = columns.map((_, index) => columnLetter(index));
    this.#writeTitle(title);
  }

  /** Number of the next row, from 1. */
  get nextRow(): number {
    return this.#row;
  }

  /** Writes a row in the looks of its columns, or in the ones given. Returns its number. */
  add(cells: readonly Cell[], styles?: readonly StyleName[], height?: number): number {
    const row = this.#row++;
    const points = height ?? this.#height(cells, styles);
    const head = `<row r="${row}"${points === undefined ? '' : ` ht="${points}" customHeight="1"`}>`;
    // In ASCII, up to what may not be.
    let xml = head;
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      const style = styles ? styles[column] : this.columns[column]?.style;
      if (style === undefined) continue;
      const start = `<c r="${this.#letters[column]}${row}"${this.#attribute(style)}`;
      if (cell === undefined || cell === '') xml += SHOWN_EMPTY.test(style) ? `${start}/>` : '';
      else if (typeof cell === 'number') xml += `${start}><v>${cell}</v></c>`;
      else if (typeof cell === 'string') xml += `${start} t="s"><v>${this.#indexOfText(column, cell)}</v></c>`;
      else xml = this.#addFormula(xml + start, cell);
    }
    if (xml !== head) this.#xml.add(`${xml}</row>`);
    return row;
  }

  /** Writes a row of which all cells look alike: a head, a note, a title. */
  addStyled(style: StyleName, cells: readonly Cell[]): number {
    return this.add(
      cells,
      cells.map(() => style),
    );
  }

  /**
   * Writes the heads of a table, high enough for the longest. Without texts, the titles of the columns; without looks,
   * those of the columns decide on which side they stand.
   */
  addHeads(
    titles: readonly string[] = this.columns.map(({ title }) => title),
    styles: readonly StyleName[] = this.columns.map(({ style }) => style),
  ): number {
    const lineCounts = titles.map((title, index) => cutIntoLines(title, this.columns[index]?.width ?? 1).length);
    const height = Math.max(1, ...lineCounts) * POINTS_A_LINE + 3;
    return this.add(
      titles,
      titles.map((_, index) => headStyle(styles[index])),
      height,
    );
  }

  /** Writes a heading inside a sheet, over the width of some columns, with air above. */
  addHeading(text: string, columns: number): number {
    const cells = Array.from({ length: columns }, (_, index) => (index === 0 ? text : undefined));
    return this.add(
      cells,
      cells.map(() => 'intertitre'),
      HEADING_HEIGHT,
    );
  }

  /** Writes a total row: bold, under a line across the sheet. */
  addTotal(cells: readonly Cell[]): number {
    return this.add(
      this.columns.map((_, index) => cells[index]),
      this.columns.map(({ style }) => totalStyle(style)),
    );
  }

  /** Leaves a row empty. */
  skip(): void {
    this.#row += 1;
  }

  /** Tells that a cell of the row just written says `OK` or a difference; `A1` notation without the row. */
  markCheck(column: string): void {
    this.#checks.push(`${column}${this.#row - 1}`);
  }

  /** Makes a link of a cell of the row just written. */
  link(column: string, link: Omit<CellLink, 'cell'>): void {
    this.#links.push({ ...link, cell: `${column}${this.#row - 1}` });
  }

  /** Reference to cells of this sheet as names and formulas of other sheets write it. */
  reference(column: string, start: number, end = start): string {
    const extent = end === start ? '' : `:$${column}$${end}`;
    return `'${this.name}'!$${column}$${start}${extent}`;
  }

  close(end: Omit<SheetEnd, 'checks' | 'links'> = {}): void {
    this.#xml.flush();
    this.#sink.close({ ...end, checks: this.#checks, links: this.#links });
  }

  #writeTitle(title: string): void {
    const style = this.#attribute('titre');
    const cells = this.#letters.map((letter, index) =>
      index === 0
        ? `<c r="A1"${style} t="s"><v>${this.#sink.indexOfText(title)}</v></c>`
        : `<c r="${letter}1"${style}/>`,
    );
    const attributes = `ht="${TITLE_HEIGHT}" customHeight="1" spans="1:${cells.length}" x14ac:dyDescent="0.25"`;
    this.#xml.add(`<row r="1" ${attributes}>${cells.join('')}</row>`);
  }

  /** The height of a row whose longest text takes several lines: not every program works it out when it opens a file. */
  #height(cells: readonly Cell[], styles: readonly StyleName[] | undefined): number | undefined {
    if (!this.#wraps) return undefined;
    let lines = 1;
    for (const [index, { width, style }] of this.columns.entries()) {
      if (!WRAPPING.test((styles ? styles[index] : style) ?? '')) continue;
      const cell = cells[index];
      const text = typeof cell === 'object' ? cell.result : cell;
      if (typeof text === 'string') lines = Math.max(lines, countLines(text, width));
    }
    return lines === 1 ? undefined : Math.min(lines, MAX_LINES) * POINTS_A_LINE;
  }

  /** Rows that follow one another often say the same in a column. */
  #indexOfText(column: number, text: string): number {
    if (this.#texts[column] !== text) {
      this.#texts[column] = text;
      this.#index[column] = this.#sink.indexOfText(text);
    }
    return this.#index[column] ?? 0;
  }

  /** Sends what comes before a formula, and the formula; gives what goes on after it. */
  #addFormula(before: string, { formula, result }: Formula): string {
    const text = typeof result === 'string';
    this.#xml.add(`${before}${text ? ' t="str"' : ''}><f>`);
    this.#xml.add(this.#formula(formula));
    if (!text) return `</f><v>${result}</v></c>`;
    this.#xml.add('</f><v>');
    this.#xml.add(Buffer.from(escapeXml(cellText(result)), 'utf8'));
    return '</v></c>';
  }

  #formula(formula: string): Buffer {
    let written = this.#formulas.get(formula);
    if (written === undefined) {
      written = Buffer.from(escapeXml(formula), 'utf8');
      if (this.#formulas.size < FORMULAS_KEPT) this.#formulas.set(formula, written);
    }
    return written;
  }

  #attribute(style: StyleName): string {
    let attribute = this.#attributes.get(style);
    if (attribute === undefined) {
      attribute = style === 'nu' ? '' : ` s="${this.#sink.indexOfStyle(style)}"`;
      this.#attributes.set(style, attribute);
    }
    return attribute;
  }
}
