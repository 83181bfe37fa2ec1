import { hash } from 'node:crypto';
import { BASES } from '../../domain/argent/base.ts';
import { CHAMPS_DE_L_IMPUTATION, CHAMPS_TEXTE, TEXTES_PROPRES } from '../../domain/lignes/champs.ts';
import { type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';

/**
 * Says by a number what lines are, once read: two that say the same in all their fields have the same, however their records were
 * written. Holds nothing of the lines.
 */
export class ContenuDeLigne {
  readonly #imputations = new ParImputation((imputation) =>
    JSON.stringify([imputation.norme, ...CHAMPS_DE_L_IMPUTATION.map((champ) => imputation[CHAMPS_TEXTE[champ]])]),
  );

  numero(ligne: LigneBudgetaire): bigint {
    const { imputation, fichier, montants, coutTotal, montantEcrit } = ligne;
    const dit = JSON.stringify([
      fichier,
      ...TEXTES_PROPRES.map((champ) => ligne[CHAMPS_TEXTE[champ]]),
      ...BASES.map((base) => montants[base]),
      coutTotal,
      montantEcrit,
    ]);
    return hash('sha256', this.#imputations.lire(imputation) + dit, 'buffer').readBigUInt64BE(0);
  }
}
