import type { Base } from '../domain/argent/base.ts';
import type { Norme } from '../domain/codes/normes.ts';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { FormatDeclare } from '../domain/dossier/source-declaree.ts';
import { citer } from '../domain/textes/texte.ts';

/** How sure a guess is; a person reads all of them, and first those to confirm. */
type Confiance = 'sûr' | 'à confirmer';

export interface Avis {
  readonly confiance: Confiance;
  /** Sentences in French, without a capital. */
  readonly raisons: readonly string[];
}

/** Why a part of the frame is not guessed. */
export const DONNE: Avis = { confiance: 'sûr', raisons: ['donné en option, ou par le dossier'] };

/** What the person says, or their dossier: taken as it is. */
export interface CadreDonne {
  readonly exercice?: string | undefined;
  readonly norme?: Norme | undefined;
  readonly vote?: 'par_fonction' | 'par_nature' | undefined;
  readonly base?: Base | undefined;
}

/** The frame in which a source is read: that of a dossier, or the one that the file suggests. */
export interface CadrePropose {
  readonly exercice: string;
  readonly norme: Norme;
  readonly vote: 'par_fonction' | 'par_nature';
  readonly base: Base;
  readonly avis: ReadonlyMap<'exercice' | 'norme' | 'base', Avis>;
}

export interface Rangee {
  readonly champs: readonly string[];
  /** Where it starts, from 1. */
  readonly numero: number;
}

/** The row of titles, and how many of them are usual. */
export interface LigneDeTitres {
  readonly rang: number;
  readonly connus: number;
}

/** What is known of lists of budget lines whatever their format, lent to who looks at a file. */
export interface Yeux {
  trouverLesTitres(rangees: readonly Rangee[], largeur: number): LigneDeTitres | undefined;
  /** The rank of the first line of a table without titles. */
  trouverUnTableauSansTitres(rangees: readonly Rangee[], largeur: number): number | undefined;
  estUnMontant(cellule: string): boolean;
}

/** What is said of the titles that a table lacks. */
export function avisSansTitres(premiere: Rangee | undefined): Avis {
  const vue = premiere?.champs.filter((champ) => champ.trim() !== '').join(' ; ') ?? '';
  return {
    confiance: 'à confirmer',
    raisons: [
      `aucune ligne de titres, la première est déjà une ligne (${citer(vue)}) : les colonnes se nomment par leur rang.`,
    ],
  };
}

export interface DemandeDeRegard {
  /** One sheet, for the formats that have some. */
  readonly feuille: string | undefined;
  readonly donne: CadreDonne;
  readonly yeux: Yeux;
}

/** Why a file cannot be proposed as a source, and what to do. */
export interface Refus {
  readonly code: CodeConstat;
  readonly message: string;
  readonly remede: string;
}

/** A norm or a vote that is the source's own. */
export interface ClePropre extends Avis {
  readonly cle: 'norme' | 'vote';
  readonly valeur: string;
}

/** What a document whose fields are known beforehand says of itself: there is nothing to guess. */
export interface DitParLeDocument {
  readonly regard: string;
  /** The field that names who spends, and why. */
  readonly organisme: Avis & { readonly titre: string };
  readonly cadre: CadrePropose;
  /** What it has of its own, where the dossier has another. */
  readonly propres?: readonly ClePropre[];
  /** The amount that some of its lines lack, and why they are to be set aside. */
  readonly sansMontant?: Avis & { readonly colonne: string };
  /** What keeps it out of the dossier: a sentence that says what to do too. */
  readonly empechement?: string;
}

/** How the file of a source, or a sheet of it, is written, and what stands above its titles. */
export interface FormatVu {
  readonly format: FormatDeclare;
  readonly avis: ReadonlyMap<string, Avis>;
  /** What stands above the titles: a year, a unit may be there. */
  readonly dessus: readonly string[];
  readonly dit?: DitParLeDocument;
}

/** What was seen in a file: one source, or one for each sheet that looks like a list of lines, and the names of the others. */
export interface FichierRegarde {
  readonly vus: readonly FormatVu[];
  readonly laissees: readonly string[];
}
