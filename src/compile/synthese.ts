import type { Montant } from '../domain/argent/montant.ts';

/** The four published figures. Exceptional operations are for information: in no total. */
export interface Synthese {
  readonly secteurPilote: Montant;
  readonly autresSecteurs: Montant;
  readonly totalHorsExceptionnelles: Montant;
  readonly exceptionnelles: Montant;
}

/** How documents call them; the first bears the name that the dossier gives to its pilot. */
export const LIBELLES_DE_SYNTHESE = {
  autresSecteurs: 'Autres secteurs (hors opérations exceptionnelles)',
  totalHorsExceptionnelles: 'Total général hors opérations exceptionnelles',
  exceptionnelles: 'Pour mémoire, opérations exceptionnelles',
} as const satisfies Partial<Record<keyof Synthese, string>>;
