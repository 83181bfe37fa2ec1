import type { Base } from '../domain/argent/base.ts';
import type { FormatDeclare } from '../domain/dossier/source-declaree.ts';
import type { Avis, CadrePropose, ClePropre } from '../formats/regard.ts';

/** A column of theirs for a field of ours. */
export interface ColonneProposee extends Avis {
  readonly champ: string;
  readonly titre: string;
}

/** A column of dates that tells the lines of the exercice from others. */
export interface DateProposee extends Avis {
  readonly titre: string;
}

export interface ColonneIgnoree {
  readonly titre: string;
  readonly raison: string;
}

export interface MontantPropose extends Avis {
  readonly base: Base;
  readonly colonnes: { readonly montant: string } | { readonly depense: string; readonly recette: string };
}

/** What several columns could be as well: none is chosen, and a person says which. */
export interface QuestionPosee {
  /** A field, or `montants.` and a base. */
  readonly champ: string;
  readonly titres: readonly string[];
  /** What is asked, in words that name the columns. */
  readonly raison: string;
}

/** One column of amounts, and one that says which base each is of. */
export interface MontantsNommesProposes extends Avis {
  readonly colonne: string;
  readonly base: string;
  /** What the file writes → the base, or `aucune`. */
  readonly mots: readonly (readonly [mot: string, base: Base | 'aucune'])[];
}

export interface EcartPropose extends Avis {
  readonly colonne: string;
  readonly attente:
    | { readonly type: 'egal'; readonly valeur: string }
    | { readonly type: 'sauf'; readonly valeur: string }
    | { readonly type: 'commence_par'; readonly debut: string }
    | { readonly type: 'absent' };
  /** Another column, which must be empty too: without it, lines would be caught. */
  readonly vide?: string;
  readonly motif: string;
}

/** A key of the source that says how its cells are to be read: what an appret does, or what its codes are. */
export interface CleProposee extends Avis {
  readonly cle: 'reporter' | 'completer_zeros' | 'codes_lettres';
  readonly valeur: string;
}

/** Columns of which each is read as lines of its own, in place of amounts. */
export interface DepliagePropose extends Avis {
  readonly champ: 'lieu';
  readonly colonnes: readonly string[];
  readonly total?: string;
}

/** The layout proposed for one source; nothing of it is read but what a person keeps of it. */
export interface Proposition {
  readonly format: FormatDeclare;
  readonly modele?: string;
  /** Why the format is so, key by key. */
  readonly avisDuFormat: ReadonlyMap<string, Avis>;
  /** What keeps the file out of the dossier, whatever is filled in: a sentence that says what to do too. */
  readonly empechement?: string;
  /** What to know before anything else, in sentences. */
  readonly remarques: readonly string[];
  readonly decimale: ',' | '.';
  readonly milliers?: ',' | '.';
  readonly unite: 'euros' | 'milliers';
  readonly colonnes: readonly ColonneProposee[];
  readonly date?: DateProposee;
  readonly montants: readonly MontantPropose[];
  readonly montantsNommes?: MontantsNommesProposes;
  readonly depliage?: DepliagePropose;
  readonly questions: readonly QuestionPosee[];
  /** Our field → what the file writes → our word. */
  readonly valeurs: ReadonlyMap<string, readonly (readonly [ecrit: string, mot: string])[]>;
  readonly ignorees: readonly ColonneIgnoree[];
  readonly cles: readonly CleProposee[];
  readonly ecarts: readonly EcartPropose[];
  /** The norm and the vote that the source has of its own. */
  readonly propres?: readonly ClePropre[];
  /** The exercice, norm, vote and base under which the file was looked at, and why. */
  readonly cadre: CadrePropose;
}
