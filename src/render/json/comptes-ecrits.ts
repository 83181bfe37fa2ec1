import type { Compte, CompteDesDeuxSens } from '../../compile/compte.ts';

/** Lines of one sense and their cents, as `synthese-<exercice>.json` has them. */
export function compteEcrit({ lignes, centimes }: Compte) {
  return { lignes, centimes };
}

/** Expenses, with receipts apart. */
export function deuxSensEcrits({ lignes, centimes, recettes }: CompteDesDeuxSens) {
  return { lignes, centimes, recettes: compteEcrit(recettes) };
}
