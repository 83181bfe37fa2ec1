import type { Montant } from '../domain/argent/montant.ts';
import { comparer } from '../domain/textes/ordre.ts';

/** What lines are ordered by: where most euros hang on the most doubtful answer comes first. */
export interface Enjeu {
  readonly fichier: string;
  readonly numero: number;
  readonly montant: Montant;
  /** From 0 to 1 000. */
  readonly doute: number;
}

/** Orders lines by euros × doubt, the greatest first; on a tie by euros, then file and line. Exact. */
export function comparerEnjeux(gauche: Enjeu, droite: Enjeu): number {
  const ecart = produit(droite) - produit(gauche);
  if (ecart !== 0n) return ecart > 0n ? 1 : -1;
  return (
    Math.abs(droite.montant) - Math.abs(gauche.montant) ||
    comparer(gauche.fichier, droite.fichier) ||
    gauche.numero - droite.numero
  );
}

function produit({ montant, doute }: Enjeu): bigint {
  return BigInt(Math.abs(montant)) * BigInt(doute);
}

/**
 * Keeps the few elements with the most at stake of as many as pass, and the count and sum of the others: memory grows with
 * what is kept only.
 */
export class PlusGrandsEnjeux<T extends Enjeu> {
  /** A heap: each is before its two followers, the least at stake at the root. */
  readonly #tas: T[] = [];
  readonly #maximum: number;
  #lignes = 0;
  #centimes = 0n;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** All that passed: how many, and the sum of their amounts in cents. */
  get vues(): { readonly lignes: number; readonly centimes: bigint } {
    return { lignes: this.#lignes, centimes: this.#centimes };
  }

  /**
   * Takes in an element if it has more at stake than the least of those kept.
   * @param faire makes what is kept: it costs, and most elements are not
   */
  ajouter(enjeu: Enjeu, faire: () => T): void {
    this.#lignes += 1;
    this.#centimes += BigInt(enjeu.montant);
    if (this.#tas.length < this.#maximum) {
      this.#tas.push(faire());
      this.#monter(this.#tas.length - 1);
      return;
    }
    const moindre = this.#tas[0];
    if (moindre === undefined || comparerEnjeux(enjeu, moindre) > 0) return;
    this.#tas[0] = faire();
    this.#descendre(0);
  }

  get liste(): readonly T[] {
    return [...this.#tas].sort(comparerEnjeux);
  }

  #monter(depart: number): void {
    for (let rang = depart; rang > 0; ) {
      const parent = (rang - 1) >> 1;
      if (!this.#echangerSiMoindre(rang, parent)) return;
      rang = parent;
    }
  }

  #descendre(depart: number): void {
    for (let rang = depart; ; ) {
      const [gauche, droite] = [2 * rang + 1, 2 * rang + 2];
      const moindre = this.#estMoindre(droite, gauche) ? droite : gauche;
      if (!this.#echangerSiMoindre(moindre, rang)) return;
      rang = moindre;
    }
  }

  #estMoindre(gauche: number, droite: number): boolean {
    const [a, b] = [this.#tas[gauche], this.#tas[droite]];
    return a !== undefined && b !== undefined && comparerEnjeux(a, b) > 0;
  }

  #echangerSiMoindre(bas: number, haut: number): boolean {
    const [a, b] = [this.#tas[bas], this.#tas[haut]];
    if (a === undefined || b === undefined || !this.#estMoindre(bas, haut)) return false;
    this.#tas[haut] = a;
    this.#tas[bas] = b;
    return true;
  }
}
