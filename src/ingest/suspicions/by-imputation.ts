import type { Imputation } from '../../domain/ligne-budgetaire.ts';

/** Imputations whose answer is kept; budgets have few. */
const IMPUTATIONS_MAX = 20_000;

/** Works something out of an imputation once for the lines that share it. */
export class ParImputation<T> {
  readonly #examiner: (imputation: Imputation) => T;
  readonly #connues = new Map<Imputation, T>();

  constructor(examiner: (imputation: Imputation) => T) {
    this.#examiner = examiner;
  }

  lire(imputation: Imputation): T {
    let connue = this.#connues.get(imputation);
    if (connue === undefined) {
      connue = this.#examiner(imputation);
      if (this.#connues.size >= IMPUTATIONS_MAX) this.#connues.clear();
      this.#connues.set(imputation, connue);
    }
    return connue;
  }
}
