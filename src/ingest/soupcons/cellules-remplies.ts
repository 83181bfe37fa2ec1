import type { Imputation, LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';

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
