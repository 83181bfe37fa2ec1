import type { Montant } from '../../domain/argent/montant.ts';
import type { Imputation, LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';

/** From this many lines on, a sum found to the cent owes little to chance. */
export const LIGNES_MIN = 3;
/** Round amounts, in cents: they add up to one another by chance. */
export const ROND = 10_000;
/** A sum of two lines or more is a total for sure when two of these hold: many lines, a sum that is not round, emptier cells. */
const SIGNES_MIN = 2;

/** What the amount of a line makes of the lines before it: their sum for sure, maybe, or nothing. */
export type Total = 'sur' | 'possible' | undefined;

/**
 * Compares the amount of each line with what the lines just before it add up to: since the last total, since the start, or
 * those of the same sector, chapter, function, programme or action in a row. Expenses and income are added up apart.
 */
export class SommesDesLignes {
  readonly #depenses = new SommesDUnSens();
  readonly #recettes = new SommesDUnSens();
  #imputation: Imputation | undefined;

  comparer({ sens }: LigneBudgetaire, dansLaBase: Montant, cellules: number): Total {
    if (dansLaBase <= 0) return undefined;
    return (sens === 'recette' ? this.#recettes : this.#depenses).comparer(dansLaBase, cellules);
  }

  /** A line that is no total: it counts in the sums to come. */
  ajouter({ imputation, sens }: LigneBudgetaire, dansLaBase: Montant, cellules: number): void {
    if (imputation !== this.#imputation) {
      this.#depenses.changerDImputation(this.#imputation, imputation);
      this.#recettes.changerDImputation(this.#imputation, imputation);
      this.#imputation = imputation;
    }
    (sens === 'recette' ? this.#recettes : this.#depenses).ajouter(dansLaBase, cellules);
  }

  /** A total: the next one starts again. */
  clore(): void {
    this.#depenses.depuisLeTotal.recommencer();
    this.#recettes.depuisLeTotal.recommencer();
  }
}

class SommesDUnSens {
  readonly #cumul = new Cumul();
  readonly depuisLeTotal = new Suite(this.#cumul);
  readonly #duSecteur = new Suite(this.#cumul);
  readonly #duChapitre = new Suite(this.#cumul);
  readonly #deLaFonction = new Suite(this.#cumul);
  readonly #duProgramme = new Suite(this.#cumul);
  readonly #deLAction = new Suite(this.#cumul);
  readonly #toutes: readonly Suite[] = [
    this.depuisLeTotal,
    new Suite(this.#cumul),
    this.#duSecteur,
    this.#duChapitre,
    this.#deLaFonction,
    this.#duProgramme,
    this.#deLAction,
  ];

  comparer(dansLaBase: Montant, cellules: number): Total {
    const depart = this.#cumul.somme - dansLaBase;
    let possible: Total;
    for (const suite of this.#toutes) {
      if (suite.depart !== depart) continue;
      const trouvee = suite.trouver();
      if (trouvee === undefined) continue;
      if (estSure(trouvee, dansLaBase, cellules)) return 'sur';
      possible = 'possible';
    }
    return possible;
  }

  ajouter(dansLaBase: Montant, cellules: number): void {
    this.#cumul.ajouter(dansLaBase);
    for (const suite of this.#toutes) suite.remplies &= cellules;
  }

  changerDImputation(avant: Imputation | undefined, maintenant: Imputation): void {
    if (maintenant.secteur !== avant?.secteur) this.#duSecteur.recommencer();
    if (maintenant.chapitre !== avant?.chapitre) this.#duChapitre.recommencer();
    if (maintenant.fonction !== avant?.fonction) this.#deLaFonction.recommencer();
    if (maintenant.programme !== avant?.programme) this.#duProgramme.recommencer();
    if (maintenant.action !== avant?.action) this.#deLAction.recommencer();
  }
}

function estSure({ lignes, remplies }: SommeTrouvee, dansLaBase: Montant, cellules: number): boolean {
  const signes = [lignes >= LIGNES_MIN, dansLaBase % ROND !== 0, ditMoins(cellules, remplies)];
  return signes.filter(Boolean).length >= SIGNES_MIN;
}

/** How a sum was found equal to an amount: of how many lines that are not zero, and which cells all of them fill. */
interface SommeTrouvee {
  readonly lignes: number;
  readonly remplies: number;
}

/** What has been added up since the start of a source: the sum of lines in a row is what it has grown by since. */
export class Cumul {
  somme = 0;
  /** Lines that are not zero, and those of them that are negative. */
  lignes = 0;
  negatives = 0;

  ajouter(dansLaBase: number): void {
    if (dansLaBase === 0) return;
    this.somme += dansLaBase;
    this.lignes += 1;
    if (dansLaBase < 0) this.negatives += 1;
  }
}

/** Lines in a row up to the last one, whose sum is compared with the amount of the line that comes next. */
class Suite {
  readonly #cumul: Cumul;
  /** What had been added up before its first line. */
  depart = 0;
  #lignes = 0;
  #negatives = 0;
  /** The cells that all of its lines fill. */
  remplies = -1;

  /** @param cumul what has been added up so far, which goes on changing */
  constructor(cumul: Cumul) {
    this.#cumul = cumul;
  }

  recommencer(): void {
    this.depart = this.#cumul.somme;
    this.#lignes = this.#cumul.lignes;
    this.#negatives = this.#cumul.negatives;
    this.remplies = -1;
  }

  /** Its lines, whose sum was found to be an amount, when they are two or more and all positive. */
  trouver(): SommeTrouvee | undefined {
    const lignes = this.#cumul.lignes - this.#lignes;
    if (lignes < 2 || this.#cumul.negatives > this.#negatives) return undefined;
    return { lignes, remplies: this.remplies };
  }
}

/**
 * Tells which of the cells that say what a line is are filled, one bit each: a total says less than what it sums up. Places and
 * references are left empty by lines of all kinds, and tell nothing.
 */
export class CellulesRemplies {
  #imputation: Imputation | undefined;
  #deLImputation = 0;

  lire(ligne: LigneBudgetaire): number {
    const { imputation } = ligne;
    if (imputation !== this.#imputation) {
      this.#imputation = imputation;
      this.#deLImputation =
        bit(imputation.chapitre, 0) |
        bit(imputation.fonction, 1) |
        bit(imputation.programme, 2) |
        bit(imputation.programmeLibelle, 3) |
        bit(imputation.action, 4) |
        bit(imputation.actionLibelle, 5) |
        bit(imputation.nature, 6) |
        bit(imputation.natureLibelle, 7);
    }
    return this.#deLImputation | bit(ligne.libelle, 8) | bit(ligne.beneficiaire, 9);
  }
}

/** Whether a line leaves empty some of the cells that others fill, and fills none that they leave empty. */
export function ditMoins(cellules: number, autres: number): boolean {
  return cellules !== autres && (cellules & autres) === cellules;
}

function bit(texte: string, rang: number): number {
  return texte === '' ? 0 : 1 << rang;
}
