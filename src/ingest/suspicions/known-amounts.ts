import type { Imputation, LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { Montant } from '../../domain/montant.ts';
import { detacher } from '../../domain/texte.ts';

/** Amounts remembered; the lines after them are still compared with these. */
const MONTANTS_MAX = 20_000;
/** A power of two, many times as many: most amounts are told apart from all those known by this alone. */
const TRACES = 1 << 18;
/** Three digits: what is left of an amount once its last zeros are taken off. */
const CHIFFRES_MIN = 100;
/** What a slip of the unit or of the decimal mark multiplies by. */
export const FACTEURS = [100, 1_000] as const;

interface Connu {
  readonly montant: number;
  readonly imputation: Imputation;
  readonly beneficiaire: string;
}

/**
 * Remembers amounts of at least three digits before their zeros, to find one a hundred or a thousand times as large on the same
 * imputation for the same beneficiary.
 */
export class MontantsConnus {
  /** By their digits less the zeros that end them, which a slip does not change. */
  readonly #connus = new Map<number, Connu>();
  readonly #traces = new Uint8Array(TRACES);

  /** Whether a line of the same kind before this one has an amount exactly so many times smaller or larger. */
  reconnait({ imputation, beneficiaire }: LigneBudgetaire, dansLaBase: Montant): boolean {
    if (dansLaBase <= 0 || beneficiaire === '') return false;
    const chiffres = sansZerosFinaux(dansLaBase);
    // Amounts such as 12 000 come back by chance.
    if (chiffres < CHIFFRES_MIN) return false;
    const trace = chiffres & (TRACES - 1);
    const connu = this.#traces[trace] === 1 ? this.#connus.get(chiffres) : undefined;
    if (connu === undefined) {
      if (this.#connus.size < MONTANTS_MAX) {
        this.#connus.set(chiffres, { montant: dansLaBase, imputation, beneficiaire: detacher(beneficiaire) });
        this.#traces[trace] = 1;
      }
      return false;
    }
    if (connu.imputation !== imputation || connu.beneficiaire !== beneficiaire) return false;
    const grand = Math.max(dansLaBase, connu.montant);
    const petit = Math.min(dansLaBase, connu.montant);
    return FACTEURS.some((facteur) => petit * facteur === grand);
  }
}

/** What is left of a positive number once its last zeros are taken off; by whole divisions, which most amounts allow. */
function sansZerosFinaux(nombre: number): number {
  if (nombre <= 0x7fff_ffff) {
    let entier = nombre | 0;
    while (entier % 10 === 0) entier = (entier / 10) | 0;
    return entier;
  }
  let grand = nombre;
  while (grand % 10 === 0) grand /= 10;
  return grand;
}
