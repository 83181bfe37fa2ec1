import type { Compte, CompteDesDeuxSens } from '../../src/compile/compte.ts';
import { NUL } from '../../src/domain/argent/montant.ts';

/** A count of expenses, beside no receipt. */
export function depensesSeules(compte: Compte): CompteDesDeuxSens {
  return { ...compte, recettes: { lignes: 0, centimes: NUL } };
}
