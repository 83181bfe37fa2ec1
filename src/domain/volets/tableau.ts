/** What the cells of a column hold, which says how documents write them. */
export const GENRES = ['texte', 'code', 'entier', 'decimal', 'quantite', 'euros', 'date', 'pourcent'] as const;
export type GenreDeColonne = (typeof GENRES)[number];

/**
 * What a cell holds: a whole number where its column is `entier`, centimes where it is `euros`, else a text: a `decimal` as `12.5`, a `quantite` and a
 * `pourcent` as they were written (`plus de 20 000`, `12,5 %`), a `date` as AAAA-MM-JJ. Nothing is an empty cell, never a zero.
 */
export type CelluleDeTableau = string | number | undefined;

export interface ColonneDeTableau {
  /** Its name in JSON and in comparisons: ASCII, `_`. */
  readonly cle: string;
  readonly titre: string;
  readonly genre: GenreDeColonne;
  /** In characters, in the workbook; that of its kind unless told. */
  readonly largeur?: number;
  /** A letter or a small number under a longer title, which the page writes upright: many stand side by side on a telephone. */
  readonly etroite?: true;
}

export interface RangeeDeTableau {
  /** What tells it from the other rows of its table, the same from one edition to the next. */
  readonly cle: string;
  readonly cellules: readonly CelluleDeTableau[];
  /** Of a row about the exercice: what tells it from the others of its exercice, the same from one year to the next. */
  readonly suivi?: string;
  /** What names it for readers where its first cell does not alone: « Jeunes partis, 2012 (cible) ». */
  readonly nom?: string;
  /** Index in the jaune of the line that it is about. */
  readonly ligne?: number;
  /** The name of the figure that its amount is, which opens on its lines: see `ChiffreDeVolet`. */
  readonly chiffre?: string;
}

/** Bars of one of the columns of a table, which the page draws under it, and the workbook behind its cells. */
export interface BarresDeTableau {
  readonly titre: string;
  /** The `cle` of the column that they draw; it holds whole numbers. */
  readonly colonne: string;
  /** What the whole is, which fills a bar in the workbook. */
  readonly base: number;
  /** What the numbers are, and of how many: « 42 témoignages, plusieurs réponses possibles ». */
  readonly legende: string;
  /** The keys of the rows that are what no other row has: hatched. */
  readonly restes?: ReadonlySet<string>;
}

/** A table that documents show beside those of money: drawn alike in the page, the workbook and the JSON. */
export interface Tableau {
  /** ASCII, hyphens: its anchor in the page is `<volet>-<nom>`. */
  readonly nom: string;
  readonly titre: string;
  /** The tab of its sheet, 31 characters at most; none where the page alone shows it. */
  readonly feuille?: string;
  /** What must be known to read it. */
  readonly note: string;
  readonly colonnes: readonly ColonneDeTableau[];
  readonly rangees: readonly RangeeDeTableau[];
  /** The `cle` of the column of periods: where it alone changes from one year to the next, nothing did. */
  readonly periodes?: string;
  /** What is said in place of rows where there are none. */
  readonly vide: string;
  /** Many rows of texts, among which readers look for a word. */
  readonly aChercher?: true;
  /** It has the rows of another table of its volet, in another order: comparisons look at that one. */
  readonly autreOrdre?: true;
  readonly barres?: BarresDeTableau;
  /** What the page shows in its place: the same, cut in tables that are each read alone. */
  readonly surLaPage?: readonly Tableau[];
}
