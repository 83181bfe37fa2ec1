/** How many elements may wait beyond those that are kept before the smallest are dropped. */
const ATTENTE = 256;

interface Element<T> {
  readonly poids: number;
  readonly rang: number;
  readonly valeur: T;
}

/**
 * Keeps the largest of a stream by absolute amount, in memory bounded by how many are asked for. Of equals, the first come
 * stays, so that what is kept depends on nothing but the lines.
 */
export class PlusGrands<T> {
  readonly #nombre: number;
  #elements: Element<T>[] = [];
  /** What an element must exceed to be kept; below zero as long as there is room. */
  #seuil = -1;

  constructor(nombre: number) {
    this.#nombre = nombre;
  }

  /** Takes in an element if it is large enough; `faire` is called only then. */
  proposer(centimes: number, rang: number, faire: () => T): void {
    const poids = Math.abs(centimes);
    if (poids <= this.#seuil) return;
    this.#elements.push({ poids, rang, valeur: faire() });
    if (this.#elements.length >= this.#nombre + ATTENTE) this.#tailler();
  }

  /** The largest, in the order in which they came. */
  gardes(): readonly { readonly rang: number; readonly valeur: T }[] {
    this.#tailler();
    return [...this.#elements].sort((gauche, droite) => gauche.rang - droite.rang);
  }

  #tailler(): void {
    this.#elements.sort((gauche, droite) => droite.poids - gauche.poids || gauche.rang - droite.rang);
    if (this.#elements.length < this.#nombre) return;
    this.#elements = this.#elements.slice(0, this.#nombre);
    this.#seuil = this.#elements.at(-1)?.poids ?? -1;
  }
}
