import type { Imputation, LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { Montant } from '../../domain/montant.ts';
import { ditMoins } from './filled-cells.ts';
import { SommeCourante, type SommeTrouvee } from './running-sum.ts';

/** What lines in a row may share that a subtotal is made of. */
const GROUPES = ['secteur', 'chapitre', 'fonction', 'programme', 'action'] as const satisfies (keyof Imputation)[];
/** From this many lines on, a sum found to the cent owes little to chance. */
const LIGNES_MIN = 3;
/** Round amounts, in cents: they add up to one another by chance. */
const ROND = 10_000;
/** A sum of two lines or more is a total for sure when two of these hold: many lines, a sum that is not round, emptier cells. */
const SIGNES_MIN = 2;

/** What the amount of a line makes of the lines before it: their sum for sure, maybe, or nothing. */
export type Total = 'sur' | 'possible' | undefined;

/**
 * Compares the amount of each line with what the lines just before it add up to: since the last total, since the start, or
 * those of the same sector, chapter, function, programme or action in a row.
 */
export class SommesDesLignes {
  readonly #depuisLeTotal = new SommeCourante();
  readonly #depuisLeDebut = new SommeCourante();
  readonly #groupes = GROUPES.map((champ) => ({ champ, somme: new SommeCourante() }));
  #imputation: Imputation | undefined;

  comparer(ligne: LigneBudgetaire, dansLaBase: Montant, cellules: number): Total {
    if (dansLaBase === 0) return undefined;
    let total: Total = juger(this.#depuisLeTotal.trouver(ligne.sens, dansLaBase), dansLaBase, cellules);
    if (total === 'sur') return total;
    total = juger(this.#depuisLeDebut.trouver(ligne.sens, dansLaBase), dansLaBase, cellules) ?? total;
    for (const { somme } of this.#groupes) {
      if (total === 'sur') return total;
      total = juger(somme.trouver(ligne.sens, dansLaBase), dansLaBase, cellules) ?? total;
    }
    return total;
  }

  /** A line that is no total: it counts in the sums to come. */
  ajouter(ligne: LigneBudgetaire, dansLaBase: Montant, cellules: number): void {
    const { imputation, sens } = ligne;
    if (imputation !== this.#imputation) {
      for (const { champ, somme } of this.#groupes) if (this.#imputation?.[champ] !== imputation[champ]) somme.vider();
      this.#imputation = imputation;
    }
    this.#depuisLeTotal.ajouter(sens, dansLaBase, cellules);
    this.#depuisLeDebut.ajouter(sens, dansLaBase, cellules);
    for (const { champ, somme } of this.#groupes)
      if (imputation[champ] !== '') somme.ajouter(sens, dansLaBase, cellules);
  }

  /** A total: the next one starts again. */
  clore(): void {
    this.#depuisLeTotal.vider();
  }
}

function juger(trouvee: SommeTrouvee | undefined, dansLaBase: Montant, cellules: number): Total {
  if (trouvee === undefined) return undefined;
  const signes = [trouvee.lignes >= LIGNES_MIN, dansLaBase % ROND !== 0, ditMoins(cellules, trouvee.remplies)];
  return signes.filter(Boolean).length >= SIGNES_MIN ? 'sur' : 'possible';
}
