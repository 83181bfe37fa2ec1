import type { ImputationCommune } from './ligne-budgetaire.ts';

/**
 * Works something out of an imputation once for the lines that share it. Found by rank: an imputation that was given the
 * rank of another takes its place, so that no more is held than there are ranks.
 */
export class ParImputation<T> {
  readonly #examiner: (imputation: ImputationCommune) => T;
  readonly #imputations: ImputationCommune[] = [];
  readonly #trouves: T[] = [];

  constructor(examiner: (imputation: ImputationCommune) => T) {
    this.#examiner = examiner;
  }

  lire(imputation: ImputationCommune): T {
    const { rang } = imputation;
    if (this.#imputations[rang] === imputation) return this.#trouves[rang] as T;
    const trouve = this.#examiner(imputation);
    this.#imputations[rang] = imputation;
    this.#trouves[rang] = trouve;
    return trouve;
  }
}
