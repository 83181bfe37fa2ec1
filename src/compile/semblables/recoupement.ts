/** What a list holds: a number that stands for it, the same for the same thing, and how often. */
export type Element = readonly [cle: number, nombre: number];

/**
 * Lists of things, to know which of them may have much in common with another without comparing it with each: of a thing, only the
 * lists that hold it are looked at. Two things of one number count as one: what it gives is at most too large.
 */
export class Recoupement {
  /** Chains of places, by the low bits of their numbers; 0 for none. */
  readonly #tetes: Uint32Array;
  readonly #suivants: Uint32Array;
  readonly #cles: Float64Array;
  readonly #nombres: Float64Array;
  readonly #listes: Uint32Array;
  #places = 0;
  #nombreDeListes = 0;

  /** @param elements how many elements all lists have together, at most */
  constructor(elements: number) {
    const places = elements + 1;
    this.#tetes = new Uint32Array(2 ** Math.ceil(Math.log2(places + 1)));
    this.#suivants = new Uint32Array(places);
    this.#cles = new Float64Array(places);
    this.#nombres = new Float64Array(places);
    this.#listes = new Uint32Array(places);
  }

  /** Adds a list, of which the rank is how many were added before. */
  ajouter(elements: Iterable<Element>): void {
    const liste = this.#nombreDeListes++;
    for (const [cle, nombre] of elements) {
      const place = ++this.#places;
      const tete = this.#tete(cle);
      this.#cles[place] = cle;
      this.#nombres[place] = nombre;
      this.#listes[place] = liste;
      this.#suivants[place] = this.#tetes[tete] ?? 0;
      this.#tetes[tete] = place;
    }
  }

  /** How much of a list, at most, each list that was added holds too, by its rank: each thing as often as the one that has it least. */
  communs(elements: Iterable<Element>): Float64Array {
    const communs = new Float64Array(this.#nombreDeListes);
    for (const [cle, nombre] of elements)
      for (let place = this.#tetes[this.#tete(cle)] ?? 0; place !== 0; place = this.#suivants[place] ?? 0) {
        if (this.#cles[place] !== cle) continue;
        const liste = this.#listes[place] ?? 0;
        communs[liste] = (communs[liste] ?? 0) + Math.min(nombre, this.#nombres[place] ?? 0);
      }
    return communs;
  }

  #tete(cle: number): number {
    const melee = Math.imul((cle % 2 ** 32) ^ (cle / 2 ** 32), 0x9e3779b1);
    return (melee ^ (melee >>> 15)) & (this.#tetes.length - 1);
  }
}
