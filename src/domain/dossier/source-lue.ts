import type { Base } from '../argent/base.ts';
import type { Montant } from '../argent/montant.ts';
import { accord, formaterEuros } from '../textes/format.ts';

/** Rows that were left out of a source for one reason, counted. They are no lines: totals, other years, other bases. */
export interface MiseAEcart {
  readonly motif: string;
  readonly lignes: number;
  /** The expenses that they say, in the base of the dossier unless they are of another; rows without a readable amount aside. */
  readonly montant: Montant;
  /** The receipts that they say, apart; absent where none says any. */
  readonly recettes?: Montant;
  /** How many of them have no amount that can be read. */
  readonly sansMontant: number;
  /** Whether their amounts are of another base than the dossier's: they add up with no others. */
  readonly autreBase: boolean;
}

/** `3 rangées, 1 234,00 €`, in words. */
export function direMiseAEcart({
  lignes,
  montant,
  recettes,
  sansMontant,
}: Pick<MiseAEcart, 'lignes' | 'montant' | 'recettes' | 'sansMontant'>): string {
  const rangees = accord(lignes, 'rangée');
  if (lignes > 0 && sansMontant === lignes) return `${rangees} sans montant`;
  return `${rangees}, ${direLesDeuxSens(montant, recettes)}${sansMontant > 0 ? `, dont ${sansMontant} sans montant` : ''}`;
}

/** `1 234,00 €`; `1 234,00 € de dépenses et 56,00 € de recettes` where there are any: the two never add up. */
export function direLesDeuxSens(depenses: Montant, recettes: Montant | undefined): string {
  if (recettes === undefined) return formaterEuros(depenses);
  const enRecettes = `${formaterEuros(recettes)} de recettes`;
  return depenses === 0 ? enRecettes : `${formaterEuros(depenses)} de dépenses et ${enRecettes}`;
}

/** Cells of a field that are not read as they were received: what the dossier declares was done to them. */
export interface CellulesRefaites {
  /** The key of `exercice.yaml` that declares it. */
  readonly cle: string;
  readonly champ: string;
  readonly cellules: number;
  /** The same in words: `12 cellules de programme reprennent ce qui est au-dessus`. */
  readonly dit: string;
}

/** The lines kept of one sense, and their sum per base that the source gives. */
export interface LuDansUnSens {
  readonly lignes: number;
  readonly montants: Readonly<Partial<Record<Base, Montant>>>;
  /** Those of which an amount is below zero, and what these make; absent where none is. */
  readonly negatifs?: { readonly lignes: number; readonly montants: Readonly<Partial<Record<Base, Montant>>> };
}

/** What was read of one source, counted as it was read and independently of what became of the lines. */
export interface SourceLue {
  /** What its lines are named by: the path of its file, with the sheet of a workbook. */
  readonly fichier: string;
  /** Path of its file in the dossier. */
  readonly chemin: string;
  /** The name of the table of which it is one column. */
  readonly depliee?: string;
  readonly secteur: string;
  readonly organisme: string;
  /** How the file was read: its encoding, or its format. */
  readonly encodage: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly octets: number;
  /** Lines kept, of both senses. */
  readonly lignes: number;
  /** Blank rows: empty lines, or only separators. They hold nothing and are no lines. */
  readonly lignesVides: number;
  readonly depenses: LuDansUnSens;
  readonly recettes: LuDansUnSens;
  readonly misesAEcart: readonly MiseAEcart[];
  /** Lines of which a name is masked, where the source asks for it. */
  readonly lignesAuNomMasque?: number;
  readonly refaites: readonly CellulesRefaites[];
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
