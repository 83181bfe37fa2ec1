import type { NombreDecimal } from '../../domain/textes/nombre-decimal.ts';
import type { Periode } from '../periode.ts';

export const TYPES = ['efficacité socio-économique', 'qualité de service', 'efficience'] as const;
export const SENS = ['hausse', 'baisse', 'information'] as const;
/** In the order in which they are shown. */
export const STATUTS = ['réalisé', 'prévision', 'cible'] as const;
export const PRECISIONS = ['exact', 'minimum', 'arrondi'] as const;

export type Statut = (typeof STATUTS)[number];
export type Precision = (typeof PRECISIONS)[number];

/** What an indicator is for one period: done, foreseen or aimed at. */
export interface Mesure {
  readonly periode: Periode;
  readonly statut: Statut;
  /** Nothing where it is not known, which is said. */
  readonly valeur: NombreDecimal | undefined;
  readonly precision: Precision;
  readonly source: string;
  /** How it is counted. */
  readonly methode: string;
  /** What changed in what is counted since the period before; empty for nothing. */
  readonly perimetreChange: string;
  readonly caractere: string;
}

/** Something that the action does, counted otherwise than in euros. */
export interface Indicateur {
  readonly nom: string;
  /** The identifier of an axis; empty for none. */
  readonly axe: string;
  readonly type: string;
  readonly unite: string;
  /** Which way it is wanted to go. */
  readonly sens: string;
  /** In the order of periods, then of statuses. */
  readonly mesures: readonly Mesure[];
  /** Those of them that are aimed at, by their period as written. */
  readonly cibles: ReadonlyMap<string, Mesure>;
}
