import type { Montant } from '../domain/argent/montant.ts';

/** The four published figures. Exceptional operations are for information: in no total. */
export interface Synthese {
  readonly secteurPilote: Montant;
  readonly autresSecteurs: Montant;
  readonly totalHorsExceptionnelles: Montant;
  readonly exceptionnelles: Montant;
}
