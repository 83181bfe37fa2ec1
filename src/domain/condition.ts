import type { Chemin } from './chemin.ts';
import type { Montant } from './montant.ts';

/** What a field is expected to be. */
export type Attente =
  | { readonly type: 'egal'; readonly valeur: string }
  | { readonly type: 'famille'; readonly prefixe: string }
  | { readonly type: 'intervalle'; readonly debut: string; readonly fin: string }
  | { readonly type: 'liste'; readonly attentes: readonly Attente[] }
  | { readonly type: 'mots'; readonly mots: readonly string[] }
  | { readonly type: 'commence_par'; readonly debut: string }
  | { readonly type: 'montant'; readonly min?: Montant; readonly max?: Montant }
  | { readonly type: 'present' }
  | { readonly type: 'absent' }
  | { readonly type: 'sauf'; readonly attente: Attente };

/** A condition over the fields of a line (in rules) or the columns of a file (for rows to leave out). */
export type Condition =
  /** `chemin`: where the field is written. */
  | { readonly type: 'champ'; readonly champ: string; readonly attente: Attente; readonly chemin?: Chemin }
  | { readonly type: 'tous' | 'un' | 'aucun'; readonly conditions: readonly Condition[] };

/** Visits each expectation of a condition with its field and, where known, its place. */
export function parcourirAttentes(
  condition: Condition,
  visiter: (champ: string, attente: Attente, chemin: Chemin | undefined) => void,
): void {
  if (condition.type === 'champ') visiter(condition.champ, condition.attente, condition.chemin);
  else for (const partie of condition.conditions) parcourirAttentes(partie, visiter);
}
