import type { Endroit } from './tally.ts';

/** One of the largest amounts of a source. */
export interface GrandMontant {
  readonly numero: number;
  readonly taille: number;
  readonly endroit: Endroit;
}

/** How many are kept. */
const GARDES = 20;

/** Keeps the largest amounts of a source, largest first, and the one that comes after them. */
export class PlusGrandsMontants {
  readonly #gardes: GrandMontant[] = [];
  #seuil = 0;

  /** @param endroit where it is, asked for those that are kept, if only for a time */
  proposer(numero: number, taille: number, endroit: () => Endroit): void {
    if (taille <= this.#seuil) return;
    let rang = this.#gardes.length;
    while (rang > 0 && (this.#gardes[rang - 1]?.taille ?? 0) < taille) rang -= 1;
    this.#gardes.splice(rang, 0, { numero, taille, endroit: endroit() });
    if (this.#gardes.length > GARDES + 1) this.#gardes.pop();
    if (this.#gardes.length > GARDES) this.#seuil = this.#gardes.at(-1)?.taille ?? 0;
  }

  /**
   * Those that stand so many times above all the others.
   * @param nombre how many amounts may stand apart, at most
   */
  isoles(nombre: number, fois: number): readonly GrandMontant[] {
    for (let rang = Math.min(nombre, GARDES, this.#gardes.length - 1); rang > 0; rang--) {
      const suivant = this.#gardes[rang];
      const dernier = this.#gardes[rang - 1];
      if (suivant !== undefined && dernier !== undefined && dernier.taille >= fois * suivant.taille)
        return this.#gardes.slice(0, rang);
    }
    return [];
  }
}
