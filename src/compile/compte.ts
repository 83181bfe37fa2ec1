import type { Montant } from '../domain/argent/montant.ts';

/** Lines of one sense, and their cents. */
export interface Compte {
  readonly lignes: number;
  readonly centimes: Montant;
}

/** Expenses, and receipts apart: the two never add up. */
export interface CompteDesDeuxSens extends Compte {
  readonly recettes: Compte;
}
