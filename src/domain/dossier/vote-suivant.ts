import type { Base } from '../argent/base.ts';
import type { Montant } from '../argent/montant.ts';
import type { Extrait, Lieu } from '../constats/constat.ts';

/** The bases in which a budget is voted before it is carried out. */
export const BASES_VOTEES = ['ae_votees', 'cp_votes'] as const satisfies readonly Base[];

/** What is voted for the next exercice, as the dossier gives it: shown beside this one, never added to anything. */
export interface VoteSuivant {
  /** The next one. */
  readonly exercice: string;
  readonly base: (typeof BASES_VOTEES)[number];
  /** Which document says it. */
  readonly document: string;
  readonly montants: readonly MontantVote[];
}

/** An amount voted for what a figure of this edition counts. */
export interface MontantVote {
  /** The name of the figure: `synthese.total`, `axe.solidarite`. */
  readonly chiffre: string;
  readonly montant: Montant;
  readonly place: { readonly lieu: Lieu; readonly extrait: Extrait };
}
