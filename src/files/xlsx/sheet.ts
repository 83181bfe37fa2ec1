import { type Cell, columnLetter, type Formula } from './cell.ts';
import { countLines, cutIntoLines, escapeXml } from './cell-text.ts';
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
}

/** Where a sheet sends what it draws; the only thing it knows of the file's format beyond rows and cells. */
export interface SheetSink {
  /** @param octets hold only during the call */
  write(octets: Uint8Array): void;
  /** Index of a text among the shared ones of the workbook. */
  indexOfText(texte: string): number;
  /** Index of a look in the workbook. */
  indexOfStyle(style: StyleName): number;
  /** Ends the sheet; filters and marks what it was told. */
  close(fin: SheetEnd): void;
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
  readonly refusal?: { readonly titre: string; readonly message: string };
  /** What is said beside the cell while it is filled. */
  readonly help?: { readonly titre: string; readonly message: string };
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
  readonly alerts?: readonly { readonly cellules: string; readonly formule: string }[];
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

  /** @param titre its first row */
  constructor(nom: string, titre: string, colonnes: readonly SheetColumn[], sortie: SheetSink) {
    this.name = nom;
    this.columns = colonnes;
    this.#sink = sortie;
    this.#xml = new XmlBytes((octets) => sortie.write(octets));
    this.#wraps = colonnes.some(({ style }) => WRAPPING.test(style));
    this.#letters = colonnes.map((_, rang) => columnLetter(rang));
    this.#writeTitle(titre);
  }

  /** Number of the next row, from 1. */
  get nextRow(): number {
    return this.#row;
  }

  /** Writes a row in the looks of its columns, or in the ones given. Returns its number. */
  add(cellules: readonly Cell[], styles?: readonly StyleName[], hauteur?: number): number {
    const rang = this.#row++;
    const points = hauteur ?? this.#height(cellules, styles);
    const tete = `<row r="${rang}"${points === undefined ? '' : ` ht="${points}" customHeight="1"`}>`;
    // In ASCII, up to what may not be.
    let xml = tete;
    for (let colonne = 0; colonne < cellules.length; colonne++) {
      const cellule = cellules[colonne];
      const style = styles ? styles[colonne] : this.columns[colonne]?.style;
      if (style === undefined) continue;
      const debut = `<c r="${this.#letters[colonne]}${rang}"${this.#attribute(style)}`;
      if (cellule === undefined || cellule === '') xml += SHOWN_EMPTY.test(style) ? `${debut}/>` : '';
      else if (typeof cellule === 'number') xml += `${debut}><v>${cellule}</v></c>`;
      else if (typeof cellule === 'string') xml += `${debut} t="s"><v>${this.#indexOfText(colonne, cellule)}</v></c>`;
      else xml = this.#addFormula(xml + debut, cellule);
    }
    if (xml !== tete) this.#xml.add(`${xml}</row>`);
    return rang;
  }

  /** Writes a row of which all cells look alike: a head, a note, a title. */
  addStyled(style: StyleName, cellules: readonly Cell[]): number {
    return this.add(
      cellules,
      cellules.map(() => style),
    );
  }

  /**
   * Writes the heads of a table, high enough for the longest. Without texts, the titles of the columns; without looks,
   * those of the columns decide on which side they stand.
   */
  addHeads(
    titres: readonly string[] = this.columns.map(({ title: titre }) => titre),
    styles: readonly StyleName[] = this.columns.map(({ style }) => style),
  ): number {
    const rangees = titres.map((titre, rang) => cutIntoLines(titre, this.columns[rang]?.width ?? 1).length);
    const hauteur = Math.max(1, ...rangees) * POINTS_A_LINE + 3;
    return this.add(
      titres,
      titres.map((_, rang) => headStyle(styles[rang])),
      hauteur,
    );
  }

  /** Writes a heading inside a sheet, over the width of some columns, with air above. */
  addHeading(texte: string, colonnes: number): number {
    const cellules = Array.from({ length: colonnes }, (_, rang) => (rang === 0 ? texte : undefined));
    return this.add(
      cellules,
      cellules.map(() => 'intertitre'),
      HEADING_HEIGHT,
    );
  }

  /** Writes a total row: bold, under a line across the sheet. */
  addTotal(cellules: readonly Cell[]): number {
    return this.add(
      this.columns.map((_, rang) => cellules[rang]),
      this.columns.map(({ style }) => totalStyle(style)),
    );
  }

  /** Leaves a row empty. */
  skip(): void {
    this.#row += 1;
  }

  /** Tells that a cell of the row just written says `OK` or a difference; `A1` notation without the row. */
  markCheck(colonne: string): void {
    this.#checks.push(`${colonne}${this.#row - 1}`);
  }

  /** Makes a link of a cell of the row just written. */
  link(colonne: string, lien: Omit<CellLink, 'cell'>): void {
    this.#links.push({ ...lien, cell: `${colonne}${this.#row - 1}` });
  }

  /** Reference to cells of this sheet as names and formulas of other sheets write it. */
  reference(colonne: string, debut: number, fin = debut): string {
    const etendue = fin === debut ? '' : `:$${colonne}$${fin}`;
    return `'${this.name}'!$${colonne}$${debut}${etendue}`;
  }

  close(fin: Omit<SheetEnd, 'checks' | 'links'> = {}): void {
    this.#xml.flush();
    this.#sink.close({ ...fin, checks: this.#checks, links: this.#links });
  }

  #writeTitle(titre: string): void {
    const style = this.#attribute('titre');
    const cellules = this.#letters.map((lettre, rang) =>
      rang === 0
        ? `<c r="A1"${style} t="s"><v>${this.#sink.indexOfText(titre)}</v></c>`
        : `<c r="${lettre}1"${style}/>`,
    );
    const attributs = `ht="${TITLE_HEIGHT}" customHeight="1" spans="1:${cellules.length}" x14ac:dyDescent="0.25"`;
    this.#xml.add(`<row r="1" ${attributs}>${cellules.join('')}</row>`);
  }

  /** The height of a row whose longest text takes several lines: not every program works it out when it opens a file. */
  #height(cellules: readonly Cell[], styles: readonly StyleName[] | undefined): number | undefined {
    if (!this.#wraps) return undefined;
    let lignes = 1;
    for (const [rang, { width: largeur, style }] of this.columns.entries()) {
      const cellule = cellules[rang];
      if (WRAPPING.test((styles ? styles[rang] : style) ?? '') && typeof cellule === 'string')
        lignes = Math.max(lignes, countLines(cellule, largeur));
    }
    return lignes === 1 ? undefined : Math.min(lignes, MAX_LINES) * POINTS_A_LINE;
  }

  /** Rows that follow one another often say the same in a column. */
  #indexOfText(colonne: number, texte: string): number {
    if (this.#texts[colonne] !== texte) {
      this.#texts[colonne] = texte;
      this.#index[colonne] = this.#sink.indexOfText(texte);
    }
    return this.#index[colonne] ?? 0;
  }

  /** Sends what comes before a formula, and the formula; gives what goes on after it. */
  #addFormula(avant: string, { formula, result }: Formula): string {
    const texte = typeof result === 'string';
    this.#xml.add(`${avant}${texte ? ' t="str"' : ''}><f>`);
    this.#xml.add(this.#formula(formula));
    if (!texte) return `</f><v>${result}</v></c>`;
    this.#xml.add('</f><v>');
    this.#xml.add(Buffer.from(escapeXml(result), 'utf8'));
    return '</v></c>';
  }

  #formula(formule: string): Buffer {
    let ecrite = this.#formulas.get(formule);
    if (ecrite === undefined) {
      ecrite = Buffer.from(escapeXml(formule), 'utf8');
      if (this.#formulas.size < FORMULAS_KEPT) this.#formulas.set(formule, ecrite);
    }
    return ecrite;
  }

  #attribute(style: StyleName): string {
    let attribut = this.#attributes.get(style);
    if (attribut === undefined) {
      attribut = style === 'nu' ? '' : ` s="${this.#sink.indexOfStyle(style)}"`;
      this.#attributes.set(style, attribut);
    }
    return attribut;
  }
}
