import type { Compte, CompteDesDeuxSens } from '../../compile/compte.ts';
import type { Synthese } from '../../compile/synthese.ts';

/** Lines of one sense and their cents, as `synthese-<exercice>.json` has them. */
export function compteEcrit({ lignes, centimes }: Compte) {
  return { lignes, centimes };
}

/** Expenses, with receipts apart. */
export function deuxSensEcrits({ lignes, centimes, recettes }: CompteDesDeuxSens) {
  return { lignes, centimes, recettes: compteEcrit(recettes) };
}

export function syntheseEcrite(synthese: Synthese) {
  return {
    secteur_pilote: synthese.secteurPilote,
    autres_secteurs: synthese.autresSecteurs,
    total_hors_exceptionnelles: synthese.totalHorsExceptionnelles,
    exceptionnelles: synthese.exceptionnelles,
  };
}
