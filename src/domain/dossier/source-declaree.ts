import type { Base } from '../argent/base.ts';
import type { Montant } from '../argent/montant.ts';
import type { MontantsDeclares } from '../argent/montants-declares.ts';
import type { MarqueDecimale, MarqueDesMilliers, Unite } from '../argent/notation-montant.ts';
import type { Norme, Vote } from '../codes/normes.ts';
import type { Condition } from '../conditions/condition.ts';
import type { Extrait, Lieu } from '../constats/constat.ts';
import type { ChampPropre } from '../lignes/champs.ts';

/** Rows that the officer leaves out of a source, and why: total rows, other years. */
export interface EcartDeclare {
  readonly condition: Condition;
  readonly motif: string;
  readonly lieu: Lieu;
  /** Nobody wrote it: that it leaves nothing out says nothing. */
  readonly implicite?: true;
}

/** The names of persons that no output may show: in which fields, and of which records; of all unless told. */
export interface MasqueDeclare {
  readonly champs: readonly ChampPropre[];
  readonly condition?: Condition;
  /** Said for all the sources of the dossier: those that name nobody are none of its faults. */
  readonly duDossier: boolean;
  readonly lieu: Lieu;
}

/** Something that is done with the records of a source before they are read as lines, by the key that declares it. */
export interface AppretDeclare {
  readonly cle: string;
  readonly ecrit: NonNullable<unknown>;
}

/** What the sender announced of the lines kept of a file, or of those of one sense. */
export interface Annonce {
  readonly lignes?: number;
  readonly montants: MontantsAnnonces;
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

/** What the sender announced of a file; a difference is an error. Sums that say no sense are those of a file of one sense. */
export interface ControleDeclare extends Annonce {
  readonly depenses?: Annonce;
  readonly recettes?: Annonce;
}

export type MontantsAnnonces = Readonly<Partial<Record<Base, Montant>>>;

/**
 * How the file of a source is written: its format, and what that format alone understands. What more than one part of the tool
 * looks at has its name here.
 */
export interface FormatDeclare {
  /** The name of the format. */
  readonly genre: string;
  readonly encodage?: string;
  readonly separateur?: string;
  /** The sheet of a workbook. */
  readonly feuille?: string;
  /** Lines above the header. */
  readonly preambule?: number;
  /** Rows of titles of a table. */
  readonly titres?: number;
}

/** How one source is laid out, as `exercice.yaml` declares it. Nothing is guessed when it is read. */
export interface SourceDeclaree<F extends FormatDeclare = FormatDeclare> {
  /** What its lines are named by: the path of its file in the dossier, with the sheet for a workbook: `sources/sport.xlsx!Feuil1`. */
  readonly nom: string;
  /** The name of the table of which it is one column. */
  readonly depliee?: string;
  /** Path of its file in the dossier, with `/`. */
  readonly fichier: string;
  /** Where the declaration stands. */
  readonly lieu: Lieu;
  readonly format: F;
  /** The norm of its codes. */
  readonly norme: Norme;
  readonly vote: Vote;
  /** Some of its lines may be of annex budgets, voted by nature. */
  readonly annexes?: true;
  readonly decimale: MarqueDecimale;
  /** What stands between thousands, besides spaces. */
  readonly milliers?: MarqueDesMilliers;
  readonly unite: Unite;
  /** Our field → title of their column. */
  readonly colonnes: ReadonlyMap<string, string>;
  readonly montants: MontantsDeclares;
  /** Whether a negative amount is income, its sign aside, and not an expense taken back. */
  readonly negatifEstRecette: boolean;
  /** Our field → value for all lines; `secteur` and `organisme` among them. */
  readonly constantes: ReadonlyMap<string, string>;
  /** Our field → what the file writes → the word that the tool expects. */
  readonly valeurs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Our fields whose codes have a letter, such as `322E00`, which are not numbers. */
  readonly codesLettres: readonly string[];
  /** Titles of columns that are known and not used. */
  readonly ignorees: readonly string[];
  /** Title of the column of the share of the amounts that is the line's: they are written before being split. */
  readonly part?: string;
  /** Title of the column of a date: lines of another year than the exercice are set aside. */
  readonly date?: string;
  /** Name of the published layout that the file follows. */
  readonly modele?: string;
  /** What names another year than the exercice in it and is meant, by its text. */
  readonly autresAnnees: readonly string[];
  /** Why its lines may be those of an earlier year, as they were. */
  readonly identique?: string;
  /** What is done with its records before they are read, in that order. */
  readonly apprets: readonly AppretDeclare[];
  readonly masque?: MasqueDeclare;
  readonly ecarts: readonly EcartDeclare[];
  readonly controle?: ControleDeclare;
}

/** What the lines of a source are named by: its file, and its sheet where it is one; in one form, whoever typed it. */
export function nommerSource(fichier: string, feuille: string | undefined): string {
  return (feuille === undefined ? fichier : `${fichier}!${feuille}`).normalize('NFC');
}
