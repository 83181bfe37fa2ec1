import type { Sens } from '../../domain/ligne-budgetaire.ts';
import type { Montant } from '../../domain/montant.ts';

/** How a sum was found equal to an amount: of how many lines that are not zero, and which cells all of them fill. */
export interface SommeTrouvee {
  readonly lignes: number;
  readonly remplies: number;
}

/** The sum of lines in a row, expenses apart from income, to compare with the amount of the line that comes next. */
export class SommeCourante {
  readonly #parSens = { depense: new Sommes(), recette: new Sommes() };

  ajouter(sens: Sens, dansLaBase: Montant, cellules: number): void {
    this.#parSens[sens].ajouter(dansLaBase, cellules);
  }

  /** The lines before, when they add up to this amount and none of them is as large. */
  trouver(sens: Sens, dansLaBase: Montant): SommeTrouvee | undefined {
    const sommes = this.#parSens[sens];
    if (sommes.somme !== dansLaBase || sommes.lignes < 2 || sommes.maximum >= Math.abs(dansLaBase)) return undefined;
    return sommes;
  }

  vider(): void {
    this.#parSens.depense.vider();
    this.#parSens.recette.vider();
  }
}

class Sommes implements SommeTrouvee {
  somme = 0;
  lignes = 0;
  maximum = 0;
  remplies = -1;

  ajouter(dansLaBase: Montant, cellules: number): void {
    if (dansLaBase === 0) return;
    this.somme += dansLaBase;
    this.lignes += 1;
    this.remplies &= cellules;
    const taille = dansLaBase < 0 ? -dansLaBase : dansLaBase;
    if (taille > this.maximum) this.maximum = taille;
  }

  vider(): void {
    if (this.lignes === 0) return;
    this.somme = 0;
    this.lignes = 0;
    this.maximum = 0;
    this.remplies = -1;
  }
}
