import type { Imputation, LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { Montant } from '../../domain/montant.ts';
import { detacher } from '../../domain/texte.ts';

/** Amounts remembered; the lines after them are still compared with these. */
const MONTANTS_MAX = 20_000;
/** What a slip of the unit or of the decimal mark multiplies by. */
export const FACTEURS = [100, 1_000] as const;

interface Connu {
  readonly imputation: Imputation;
  readonly beneficiaire: string;
}

/**
 * Remembers amounts of at least four digits that are not round, to find one a hundred or a thousand times as large on the same
 * imputation for the same beneficiary.
 */
export class MontantsConnus {
  readonly #connus = new Map<number, Connu>();

  /** Whether a line of the same kind before this one has an amount exactly so many times smaller or larger. */
  reconnait(ligne: LigneBudgetaire, dansLaBase: Montant): boolean {
    if (dansLaBase <= 0 || ligne.beneficiaire === '' || !estParlant(dansLaBase)) return false;
    for (const facteur of FACTEURS) {
      if (dansLaBase % facteur === 0 && this.#estDeMeme(ligne, dansLaBase / facteur)) return true;
      if (this.#estDeMeme(ligne, dansLaBase * facteur)) return true;
    }
    if (this.#connus.size < MONTANTS_MAX && !this.#connus.has(dansLaBase))
      this.#connus.set(dansLaBase, {
        imputation: ligne.imputation,
        beneficiaire: detacher(ligne.beneficiaire),
      });
    return false;
  }

  #estDeMeme({ imputation, beneficiaire }: LigneBudgetaire, dansLaBase: number): boolean {
    const connu = this.#connus.get(dansLaBase);
    return connu !== undefined && connu.imputation === imputation && connu.beneficiaire === beneficiaire;
  }
}

/** Whether an amount has three digits or more before its zeros: `1 234,00` does, `12 000,00` comes back by chance. */
function estParlant(dansLaBase: number): boolean {
  let reste = dansLaBase;
  while (reste % 10 === 0) reste /= 10;
  return reste >= 100;
}
