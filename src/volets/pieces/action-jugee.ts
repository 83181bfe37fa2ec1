import type { Montant } from '../../domain/argent/montant.ts';
import type { Jugement } from './juger-une-fiche.ts';
import type { FicheDePieces } from './lire-les-pieces.ts';

/** A row with what it says, and the lines of a place for which it holds: those of the total, or exceptional ones. */
export interface ActionJugee {
  readonly fiche: FicheDePieces;
  readonly jugement: Jugement;
  /** Tells it from the others: `operation-karim`. */
  readonly nom: string;
  readonly lignes: Compte;
  /** Index in the jaune of its only line, where it speaks of a line. */
  readonly ligne?: number;
  readonly libelle: string;
}

/** Lines, and their euros. */
export interface Compte {
  nombre: number;
  centimes: Montant;
}
