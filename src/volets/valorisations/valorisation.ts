import type { Montant } from '../../domain/argent/montant.ts';
import type { NombreDecimal } from '../../domain/textes/nombre-decimal.ts';
import type { Periode } from '../periode.ts';

/** Days of work, or persons at full time through the period: never added to each other. */
export const UNITES = ['jours', 'ETP'] as const;

/** What the region's own people, or those of a body, give of their time: outside every total, whatever it is worth. */
export interface Valorisation {
  readonly expertise: string;
  /** Whose people: « agents de la Région », an institute. */
  readonly apporteur: string;
  /** The identifier of an axis; empty for none. */
  readonly axe: string;
  readonly periode: Periode;
  readonly unite: string;
  /** Nothing where it is not known, which is said. */
  readonly quantite: NombreDecimal | undefined;
  readonly coutUnitaire: Montant | undefined;
  /** The quantity at its unit cost, or what the file says where that falls between two cents; nothing without a cost. */
  readonly montant: Montant | undefined;
  readonly sourceDuCout: string;
  readonly source: string;
  readonly caractere: string;
}
