import type { Cell } from '../files/xlsx/cell.ts';
import type { SheetColumn } from '../files/xlsx/sheet.ts';

/** A column that tells of what its row is about, and that nobody changes. */
export interface ColonneLue<L> extends SheetColumn {
  readonly saisie?: undefined;
  /** Whether it says what the tool thought of it on the day of the export, which may have changed since. */
  readonly avis?: true;
  lire(ligne: L): Cell;
}

/** How a cell to be filled is read: `choix` is one of a list, `choix_libre` that or a text, `part` a share with its sign. */
export type GenreDeSaisie = 'texte' | 'choix' | 'choix_libre' | 'date' | 'part' | 'montant';

export interface ColonneASaisir<L, S extends string> extends SheetColumn {
  readonly saisie: S;
  readonly genre: GenreDeSaisie;
  readonly aide: string;
  /** Other words than those of its list are known too: the workbook does not refuse them. */
  readonly ouverte?: boolean;
  /** Hidden where there is nothing to choose. */
  readonly cacheeSansChoix?: boolean;
  /** What is there already, to be completed; empty cells when absent. */
  dejaSaisi?(ligne: L): string;
}

export type ColonneDeClasseur<L, S extends string> = ColonneLue<L> | ColonneASaisir<L, S>;

/** One choice of a list: what is shown, and what the file of the dossier holds for it. */
export interface Choix {
  readonly montre: string;
  readonly ecrit: string;
  /** Other names by which people may write it, which the list does not show. */
  readonly autres?: readonly string[];
}

/** The lists of choices of a workbook, by the cells to fill that they are for, in the order in which they are shown. */
export type ListesDeChoix = Readonly<Record<string, readonly Choix[]>>;

/**
 * A workbook that the tool gives to be filled in and takes back: its sheet, its columns, and how it is spoken of. All the rest —
 * protection, lists, hidden control, checks — is the same for all of them.
 */
export interface FormeDeClasseur<L, S extends string> {
  /** To change when columns do. */
  readonly version: string;
  /** The sheet that people fill in. */
  readonly feuille: string;
  /** The command that writes it: « jaune arbitrer export ». */
  readonly commande: string;
  /** « un classeur d’arbitrage ». */
  readonly genre: string;
  /** How a file of it may be called, without its extension: `arbitrages`. */
  readonly nomDeFichier: string;
  /** The file of the dossier that takes what they write: `arbitrages.csv`. */
  readonly fichier: string;
  /** What people write in it, and one of it: « vos décisions », « une décision ». */
  readonly ecrits: { readonly vos: string; readonly une: string; readonly des: string };
  /** Where the command has other options: the one that names the workbook, and how it is taken back; `--sortie`, and the import. */
  readonly options?: { readonly sortie: string; readonly reprise: string };
  /** From left to right. Their order is part of the form: see `version`. */
  readonly colonnes: readonly ColonneDeClasseur<L, S>[];
  /**
   * What tells a row from the others, and its digest, by which it is known to have changed; empty for none. `pareilles`: how many other
   * lines said the same, where that is to be known when the workbook comes back.
   */
  identifier(ligne: L): { readonly ref: string; readonly empreinte: string; readonly pareilles?: number };
}

export function estLue<L, S extends string>(colonne: ColonneDeClasseur<L, S>): colonne is ColonneLue<L> {
  return colonne.saisie === undefined;
}

/** Ranks of the columns to be filled, from 0. */
export function rangsASaisir<L, S extends string>({ colonnes }: FormeDeClasseur<L, S>): readonly number[] {
  return colonnes.flatMap(({ saisie }, rang) => (saisie === undefined ? [] : [rang]));
}

/** Rank of a column to be filled, from 0. */
export function rangDe<L, S extends string>({ colonnes }: FormeDeClasseur<L, S>, saisie: S): number {
  return colonnes.findIndex((colonne) => colonne.saisie === saisie);
}

/** What a row shows of its line, and what was filled in already. */
export function cellulesDe<L, S extends string>({ colonnes }: FormeDeClasseur<L, S>, ligne: L): Cell[] {
  return colonnes.map((colonne) => (estLue(colonne) ? colonne.lire(ligne) : colonne.dejaSaisi?.(ligne) || undefined));
}
