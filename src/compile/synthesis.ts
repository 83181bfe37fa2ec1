import { type Montant, montant } from '../domain/montant.ts';
import type { Partition, Synthese } from './jaune.ts';

/** The four published figures, from where the euros lie and what the pilot sector keeps of them. */
export function syntheseDe(partition: Partition, secteurPilote: Montant): Synthese {
  const total = partition.internationale.centimes;
  return {
    secteurPilote,
    autresSecteurs: montant(total - secteurPilote),
    totalHorsExceptionnelles: total,
    exceptionnelles: partition.exceptionnelle.centimes,
  };
}
