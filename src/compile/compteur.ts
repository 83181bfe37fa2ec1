import { montant } from '../domain/argent/montant.ts';
import type { Compte } from './jaune.ts';

/** A count that grows: lines and cents. */
export class Compteur {
  lignes = 0;
  centimes = 0;

  ajouter(centimes: number, lignes = 1): void {
    this.lignes += lignes;
    this.centimes += centimes;
  }

  /** What was counted, frozen. */
  compte(): Compte {
    return { lignes: this.lignes, centimes: montant(this.centimes) };
  }
}

/** The counter of a key, made at its first use. */
export function compteurDe<K>(compteurs: Map<K, Compteur>, cle: K): Compteur {
  let compteur = compteurs.get(cle);
  if (compteur === undefined) {
    compteur = new Compteur();
    compteurs.set(cle, compteur);
  }
  return compteur;
}
