import type { Base } from '../argent/base.ts';
import type { Montant } from '../argent/montant.ts';
import type { Place } from '../verdict/verdict.ts';
import type { Emetteurs } from './emetteurs.ts';
import type { Sens } from './ligne-budgetaire.ts';

/**
 * A part of a line as an earlier edition published it: one record of `lignes-<exercice>.csv`. The breakdown holds labels, not
 * identifiers: what readers saw, empty when not broken down.
 */
export interface PartPubliee {
  /** The line, in the dossier of that year: `sources/culture.csv:214`. The parts of a line share it. */
  readonly ref: string;
  readonly empreinte: string;
  readonly exercice: string;
  readonly sens: Sens;
  readonly base: Base;
  readonly verdict: Place;
  /** The cents of the whole line. */
  readonly total: Montant;
  /** The share of the line that this part is, as it was written: `30 %`, `1⁄3`, or euros. */
  readonly part: string;
  /** The cents of this part. */
  readonly retenu: Montant;
  readonly axe: string;
  readonly domaine: string;
  readonly territoire: string;
  readonly pays: string;
  /** The goals of the United Nations, each there for its years alone. */
  readonly omd: string;
  readonly odd: string;
  /** The sector to which the part is counted. */
  readonly secteurCompte: string;
  readonly organisme: string;
  readonly secteur: string;
  readonly chapitre: string;
  readonly fonction: string;
  readonly nature: string;
  readonly programme: string;
  readonly action: string;
  readonly libelle: string;
  readonly beneficiaire: string;
  /** « publié », « illustratif »… as the source said. */
  readonly caractere: string;
  /** What decided the line: the rule's id, `arbitrage` for a decision, empty for nobody. */
  readonly regle: string;
  readonly motif: string;
}

/** A published file of lines, once read to its end without a fault. */
export interface FichierPublie {
  /** Path in the dossier: `memoire/lignes-2011.csv`. */
  readonly fichier: string;
  readonly sha256: string;
  readonly octets: number;
  readonly exercice: string;
  /** The base of all its amounts. */
  readonly base: Base;
  /** Lines, not parts. */
  readonly lignes: number;
}

/** An earlier edition, as far as the documents compare themselves to it. */
export interface EditionPrecedente extends FichierPublie {
  /** The international and exceptional parts, in the order of the file; the parts of a line follow one another. */
  readonly parts: readonly PartPubliee[];
  /** All those who sent lines that year, whatever became of these. */
  readonly emetteurs: Emetteurs;
}
