import { type Cell, columnLetter, type Formula } from './cell.ts';
import { countLines, cutIntoLines, escapeXml } from './cell-text.ts';
import { headStyle, type StyleName, totalStyle } from './styles.ts';
import type { SheetTable } from './table-part.ts';
import { XmlBytes } from './write-package.ts';

/** A column of a sheet: its head, its width in characters, the look of its cells. */
export interface SheetColumn {
  readonly titre: string;
  readonly largeur: number;
  readonly style: StyleName;
  /** Hidden, so that columns keep the same letters from sheet to sheet. */
  readonly cachee?: boolean;
}

/** Where a sheet sends what it draws; the only thing it knows of the file's format beyond rows and cells. */
export interface SheetSink {
  /** @param octets hold only during the call */
  ecrire(octets: Uint8Array): void;
  /** Index of a text among the shared ones of the workbook. */
  indexTexte(texte: string): number;
  /** Index of a look in the workbook. */
  indexStyle(style: StyleName): number;
  /** Ends the sheet; filters and marks what it was told. */
  clore(fin: SheetEnd): void;
}

/** What cells expect of whoever fills them. */
export interface CellExpectation {
  /** `R5:R80`. */
  readonly cellules: string;
  /** The cells or the quoted list where the choices are; any text when absent. */
  readonly liste?: string;
  /** Else a formula, without `=` and written for the first of the cells, that is true of what may be typed. */
  readonly condition?: string;
  /** What is said when something else is typed, which is then refused; without it, the list only helps. */
  readonly refus?: { readonly titre: string; readonly message: string };
  /** What is said beside the cell while it is filled. */
  readonly aide?: { readonly titre: string; readonly message: string };
}

/** A cell that leads elsewhere in the workbook. */
export interface CellLink {
  readonly cellule: string;
  /** `'Lignes'!A12`. */
  readonly cible: string;
  /** What is said beside the pointer; cut when Excel would not show it all. */
  readonly infobulle: string;
}

/** What is laid over a sheet once its rows are written. */
export interface SheetEnd {
  /** `A5:F80`, the rows to filter with their head. */
  readonly filtre?: string;
  /** Rows that form a table, which has its own filter. */
  readonly table?: SheetTable;
  readonly liens: readonly CellLink[];
  /** Cells of codes, that nobody should take for numbers gone wrong: `S9:S80`. */
  readonly codes?: readonly string[];
  /** The cells that say `OK` or a difference. */
  readonly controles: readonly string[];
  /** The cells that take what a list says, or that tell what they expect. */
  readonly attentes?: readonly CellExpectation[];
  /** The cells that turn red while a formula (written for the first of them, without `=`) is true. */
  readonly alertes?: readonly { readonly cellules: string; readonly formule: string }[];
  /** What is printed; everything when absent. */
  readonly impression?: string;
}

const POINTS_PAR_LIGNE = 15;
const HAUTEUR_TITRE = 28;
const HAUTEUR_INTERTITRE = 28;
/** Lines of text that a row shows; the others are in the cell. */
const LIGNES_MAX = 20;

/** The looks of texts that go on below. */
const RENVOIENT = /^(?:renvoi(?:Doux|Gras)?|lu)$/;
/** The looks that show even on an empty cell. */
const VISIBLES_VIDES = /Total$|^saisie|^lu(?:[A-Z]|$)|^modifiable|^onglet|^entete|^intertitre/;

/** Formulas kept as they are written; those of a column of many rows come first. */
const FORMULES_GARDEES = 64;

/**
 * A sheet written from top to bottom. Rows are sent as the bytes of their XML straight away and not kept: as objects of the library, cells
 * cost five times as much (10 000 rows of 40 cells: 1.2 s against 0.25).
 */
export class Sheet {
  readonly nom: string;
  readonly colonnes: readonly SheetColumn[];
  readonly #sortie: SheetSink;
  readonly #attributs = new Map<StyleName, string>();
  readonly #lettres: readonly string[];
  readonly #controles: string[] = [];
  readonly #liens: CellLink[] = [];
  /** Formulas as they are written, since the same one goes down a column. */
  readonly #formules = new Map<string, Buffer>();
  /** The last text of each column, and its index. */
  readonly #textes: string[] = [];
  readonly #index: number[] = [];
  readonly #renvoie: boolean;
  readonly #xml: XmlBytes;
  #rang = 2;

  /** @param titre its first row */
  constructor(nom: string, titre: string, colonnes: readonly SheetColumn[], sortie: SheetSink) {
    this.nom = nom;
    this.colonnes = colonnes;
    this.#sortie = sortie;
    this.#xml = new XmlBytes((octets) => sortie.ecrire(octets));
    this.#renvoie = colonnes.some(({ style }) => RENVOIENT.test(style));
    this.#lettres = colonnes.map((_, rang) => columnLetter(rang));
    this.#ecrireTitre(titre);
  }

  /** Number of the next row, from 1. */
  get rang(): number {
    return this.#rang;
  }

  /** Writes a row in the looks of its columns, or in the ones given. Returns its number. */
  ajouter(cellules: readonly Cell[], styles?: readonly StyleName[], hauteur?: number): number {
    const rang = this.#rang++;
    const points = hauteur ?? this.#hauteur(cellules, styles);
    const tete = `<row r="${rang}"${points === undefined ? '' : ` ht="${points}" customHeight="1"`}>`;
    // In ASCII, up to what may not be.
    let xml = tete;
    for (let colonne = 0; colonne < cellules.length; colonne++) {
      const cellule = cellules[colonne];
      const style = styles ? styles[colonne] : this.colonnes[colonne]?.style;
      if (style === undefined) continue;
      const debut = `<c r="${this.#lettres[colonne]}${rang}"${this.#attribut(style)}`;
      if (cellule === undefined || cellule === '') xml += VISIBLES_VIDES.test(style) ? `${debut}/>` : '';
      else if (typeof cellule === 'number') xml += `${debut}><v>${cellule}</v></c>`;
      else if (typeof cellule === 'string') xml += `${debut} t="s"><v>${this.#indexTexte(colonne, cellule)}</v></c>`;
      else xml = this.#ajouterFormule(xml + debut, cellule);
    }
    if (xml !== tete) this.#xml.add(`${xml}</row>`);
    return rang;
  }

  /** Writes a row of which all cells look alike: a head, a note, a title. */
  ajouterEn(style: StyleName, cellules: readonly Cell[]): number {
    return this.ajouter(
      cellules,
      cellules.map(() => style),
    );
  }

  /**
   * Writes the heads of a table, high enough for the longest. Without texts, the titles of the columns; without looks,
   * those of the columns decide on which side they stand.
   */
  ajouterEntetes(
    titres: readonly string[] = this.colonnes.map(({ titre }) => titre),
    styles: readonly StyleName[] = this.colonnes.map(({ style }) => style),
  ): number {
    const rangees = titres.map((titre, rang) => cutIntoLines(titre, this.colonnes[rang]?.largeur ?? 1).length);
    const hauteur = Math.max(1, ...rangees) * POINTS_PAR_LIGNE + 3;
    return this.ajouter(
      titres,
      titres.map((_, rang) => headStyle(styles[rang])),
      hauteur,
    );
  }

  /** Writes a heading inside a sheet, over the width of some columns, with air above. */
  ajouterIntertitre(texte: string, colonnes: number): number {
    const cellules = Array.from({ length: colonnes }, (_, rang) => (rang === 0 ? texte : undefined));
    return this.ajouter(
      cellules,
      cellules.map(() => 'intertitre'),
      HAUTEUR_INTERTITRE,
    );
  }

  /** Writes a total row: bold, under a line across the sheet. */
  ajouterTotal(cellules: readonly Cell[]): number {
    return this.ajouter(
      this.colonnes.map((_, rang) => cellules[rang]),
      this.colonnes.map(({ style }) => totalStyle(style)),
    );
  }

  /** Leaves a row empty. */
  sauter(): void {
    this.#rang += 1;
  }

  /** Tells that a cell of the row just written says `OK` or a difference; `A1` notation without the row. */
  marquerControle(colonne: string): void {
    this.#controles.push(`${colonne}${this.#rang - 1}`);
  }

  /** Makes a link of a cell of the row just written. */
  lier(colonne: string, lien: Omit<CellLink, 'cellule'>): void {
    this.#liens.push({ ...lien, cellule: `${colonne}${this.#rang - 1}` });
  }

  /** Reference to cells of this sheet as names and formulas of other sheets write it. */
  reference(colonne: string, debut: number, fin = debut): string {
    const etendue = fin === debut ? '' : `:$${colonne}$${fin}`;
    return `'${this.nom}'!$${colonne}$${debut}${etendue}`;
  }

  clore(fin: Omit<SheetEnd, 'controles' | 'liens'> = {}): void {
    this.#xml.flush();
    this.#sortie.clore({ ...fin, controles: this.#controles, liens: this.#liens });
  }

  #ecrireTitre(titre: string): void {
    const style = this.#attribut('titre');
    const cellules = this.#lettres.map((lettre, rang) =>
      rang === 0
        ? `<c r="A1"${style} t="s"><v>${this.#sortie.indexTexte(titre)}</v></c>`
        : `<c r="${lettre}1"${style}/>`,
    );
    const attributs = `ht="${HAUTEUR_TITRE}" customHeight="1" spans="1:${cellules.length}" x14ac:dyDescent="0.25"`;
    this.#xml.add(`<row r="1" ${attributs}>${cellules.join('')}</row>`);
  }

  /** The height of a row whose longest text takes several lines: not every program works it out when it opens a file. */
  #hauteur(cellules: readonly Cell[], styles: readonly StyleName[] | undefined): number | undefined {
    if (!this.#renvoie) return undefined;
    let lignes = 1;
    for (const [rang, { largeur, style }] of this.colonnes.entries()) {
      const cellule = cellules[rang];
      if (RENVOIENT.test((styles ? styles[rang] : style) ?? '') && typeof cellule === 'string')
        lignes = Math.max(lignes, countLines(cellule, largeur));
    }
    return lignes === 1 ? undefined : Math.min(lignes, LIGNES_MAX) * POINTS_PAR_LIGNE;
  }

  /** Rows that follow one another often say the same in a column. */
  #indexTexte(colonne: number, texte: string): number {
    if (this.#textes[colonne] !== texte) {
      this.#textes[colonne] = texte;
      this.#index[colonne] = this.#sortie.indexTexte(texte);
    }
    return this.#index[colonne] ?? 0;
  }

  /** Sends what comes before a formula, and the formula; gives what goes on after it. */
  #ajouterFormule(avant: string, { formula, result }: Formula): string {
    const texte = typeof result === 'string';
    this.#xml.add(`${avant}${texte ? ' t="str"' : ''}><f>`);
    this.#xml.add(this.#formule(formula));
    if (!texte) return `</f><v>${result}</v></c>`;
    this.#xml.add('</f><v>');
    this.#xml.add(Buffer.from(escapeXml(result), 'utf8'));
    return '</v></c>';
  }

  #formule(formule: string): Buffer {
    let ecrite = this.#formules.get(formule);
    if (ecrite === undefined) {
      ecrite = Buffer.from(escapeXml(formule), 'utf8');
      if (this.#formules.size < FORMULES_GARDEES) this.#formules.set(formule, ecrite);
    }
    return ecrite;
  }

  #attribut(style: StyleName): string {
    let attribut = this.#attributs.get(style);
    if (attribut === undefined) {
      attribut = style === 'nu' ? '' : ` s="${this.#sortie.indexStyle(style)}"`;
      this.#attributs.set(style, attribut);
    }
    return attribut;
  }
}
