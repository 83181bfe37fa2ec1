import type { Base } from './base.ts';
import type { Montant } from './montant.ts';

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
  readonly misesAEcart: readonly MiseAEcart[];
}
