import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { Montant } from '../../domain/montant.ts';
import { detacher } from '../../domain/texte.ts';
import { ditMoins } from './filled-cells.ts';

/** A line whose details come just after it, with the same label and beneficiary and more cells filled. */
export interface Chapeau {
  readonly numero: number;
  readonly montant: Montant;
  readonly texte: string;
  /** How many details add up to it. */
  readonly details: number;
}

/** Finds the totals that come above their details, as State files show them: each body, then its grants one by one. */
export class ChapeauxDeDetails {
  readonly #trouver: (chapeau: Chapeau) => void;
  #numero = 0;
  #montant: Montant | undefined;
  #libelle = '';
  #beneficiaire = '';
  #cellules = 0;
  #details = 0;
  #somme = 0;

  constructor(trouver: (chapeau: Chapeau) => void) {
    this.#trouver = trouver;
  }

  ligne({ numero, libelle, beneficiaire }: LigneBudgetaire, dansLaBase: Montant, cellules: number): void {
    if (
      this.#montant !== undefined &&
      ditMoins(this.#cellules, cellules) &&
      libelle === this.#libelle &&
      beneficiaire === this.#beneficiaire
    ) {
      this.#details += 1;
      this.#somme += dansLaBase;
      return;
    }
    this.fin();
    this.#numero = numero;
    this.#montant = dansLaBase;
    this.#libelle = libelle;
    this.#beneficiaire = beneficiaire;
    this.#cellules = cellules;
    this.#details = 0;
    this.#somme = 0;
  }

  fin(): void {
    const total = this.#montant;
    if (this.#details === 0 || total === undefined || total === 0 || this.#somme !== total) return;
    const texte = detacher(this.#libelle === '' ? this.#beneficiaire : this.#libelle);
    this.#trouver({ numero: this.#numero, montant: total, texte, details: this.#details });
    this.#montant = undefined;
  }
}
