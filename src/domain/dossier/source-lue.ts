import type { Base } from '../argent/base.ts';
import type { Montant } from '../argent/montant.ts';

/** Rows that a declared condition left out of a source, counted. They are no lines: totals, other years. */
export interface MiseAEcart {
  readonly motif: string;
  readonly lignes: number;
}

/** What was read of one source, counted as it was read and independently of what became of the lines. */
export interface SourceLue {
  /** What its lines are named by: the path of its file, with the sheet of a workbook. */
  readonly fichier: string;
  /** Path of its file in the dossier. */
  readonly chemin: string;
  readonly secteur: string;
  readonly organisme: string;
  /** How the file was read: its encoding, or its format. */
  readonly encodage: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly octets: number;
  /** Lines kept. */
  readonly lignes: number;
  /** Blank rows: empty lines, or only separators. They hold nothing and are no lines. */
  readonly lignesVides: number;
  /** Sum of the lines kept, per base that the source gives. */
  readonly montants: Readonly<Partial<Record<Base, Montant>>>;
  /** What receipts are of these lines and of these sums. */
  readonly recettes: { readonly lignes: number; readonly montants: Readonly<Partial<Record<Base, Montant>>> };
  readonly misesAEcart: readonly MiseAEcart[];
}

/** A file of lines of an earlier exercice, as read: what suggestions rest on. */
export interface MemoireLue {
  /** Path in the dossier: `memoire/lignes-2011.csv`. */
  readonly fichier: string;
  readonly sha256: string;
  readonly octets: number;
  /** Lines that teach: those that a rule or a person decided. */
  readonly apprises: number;
}
