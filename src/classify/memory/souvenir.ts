import type { CHAMPS_TEXTE, ChampTexte } from '../../domain/champs.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';

/** The fields at which memory looks. */
export const CHAMPS_RAPPELES = [
  'programme',
  'programme_libelle',
  'action',
  'action_libelle',
  'libelle',
  'beneficiaire',
  'lieu',
] as const satisfies readonly ChampTexte[];

/** What memory looks at in a line, of this exercice or of an earlier one. */
export type TraitsDeLigne = Pick<LigneBudgetaire, (typeof CHAMPS_TEXTE)[(typeof CHAMPS_RAPPELES)[number]]>;

/** A line that a rule or a person decided in an earlier exercice. */
export interface Souvenir extends TraitsDeLigne {
  readonly exercice: string;
  /** International, for the whole or a share, exceptional operations included. */
  readonly internationale: boolean;
}
