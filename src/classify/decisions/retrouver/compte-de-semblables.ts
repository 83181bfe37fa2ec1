import type { Montant } from '../../../domain/argent/montant.ts';
import type { LigneBudgetaire } from '../../../domain/lignes/ligne-budgetaire.ts';
import { cleEntiere } from './cles-de-ligne.ts';
import { cleDImputation, Descripteur, type DescriptionDeLigne, type LigneDAlors } from './ligne-decrite.ts';

/** How many lines said all that a decided one said, itself counted: on the day of the decision, and now. */
export interface SemblablesChangees {
  readonly alors: number;
  readonly maintenant: number;
}

/**
 * What became of the lines alike of a decided one, when there are not as many as there were: one may be gone that was the decided
 * one, or have come that is it, and nobody can tell them apart. Nothing where they were not counted.
 * @param maintenant how many lines of now say all that it said
 */
export function semblablesChangees(etait: LigneDAlors | undefined, maintenant: number): SemblablesChangees | undefined {
  if (etait === undefined || Number.isNaN(etait.semblables)) return undefined;
  const alors = etait.semblables + 1;
  return alors === maintenant ? undefined : { alors, maintenant };
}

/** Whether a line says all that another says, as far as it is kept. */
export function ditPareil(une: DescriptionDeLigne, autre: DescriptionDeLigne): boolean {
  return cleDe(une) === cleDe(autre);
}

function cleDe(dite: DescriptionDeLigne): string {
  return cleEntiere(dite, cleDImputation(dite.imputation));
}

/** Counts, among all lines that pass, those that say all that some lines say. */
export class CompteDeSemblables {
  readonly #descripteur = new Descripteur();
  readonly #nombres = new Map<string, number>();
  readonly #montants = new Set<Montant>();
  readonly #imputations = new Set<string>();

  constructor(dites: Iterable<DescriptionDeLigne>) {
    for (const dite of dites) {
      const imputation = cleDImputation(dite.imputation);
      this.#imputations.add(imputation);
      this.#montants.add(dite.montant);
      this.#nombres.set(cleEntiere(dite, imputation), 0);
    }
  }

  /** @param montant of the line, in the base of the dossier */
  voir(ligne: LigneBudgetaire, montant: Montant): void {
    if (!this.#montants.has(montant)) return;
    const imputation = this.#descripteur.cleDImputation(ligne);
    if (!this.#imputations.has(imputation)) return;
    const { beneficiaire, lieu, libelle } = ligne;
    const cle = cleEntiere({ beneficiaire, lieu, libelle, montant }, imputation);
    const nombre = this.#nombres.get(cle);
    if (nombre !== undefined) this.#nombres.set(cle, nombre + 1);
  }

  /** How many lines say all of it, itself counted. */
  de(dite: DescriptionDeLigne): number {
    return this.#nombres.get(cleDe(dite)) ?? 0;
  }
}
