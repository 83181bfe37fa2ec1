/** Gives each thing that a list holds: a number that stands for it, the same for the same thing, and how often it is there. */
export type Elements = (voir: (cle: number, nombre: number) => void) => void;

/** Bits by which a thing that no other list holds is known at once: small enough for the memory next to the processor. */
const BITS = 2 ** 24;

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
  readonly #tenues = new Uint32Array(BITS / 32);
  readonly #partagees = new Uint32Array(BITS / 32);
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
  ajouter(elements: Elements): void {
    const liste = this.#nombreDeListes++;
    elements((cle, nombre) => {
      const place = ++this.#places;
      const melee = meler(cle);
      const tete = melee & (this.#tetes.length - 1);
      this.#cles[place] = cle;
      this.#nombres[place] = nombre;
      this.#listes[place] = liste;
      this.#suivants[place] = this.#tetes[tete] ?? 0;
      this.#tetes[tete] = place;
      if (estMis(this.#tenues, melee)) mettre(this.#partagees, melee);
      else mettre(this.#tenues, melee);
    });
  }

  /**
   * How much of a list, at most, each list that was added holds too, by its rank: each thing as often as the one that has it least.
   * @param ajoutee whether it is itself one of them: what it alone holds then counts for nothing, not even for itself
   */
  communs(elements: Elements, ajoutee: boolean): Float64Array {
    const communs = new Float64Array(this.#nombreDeListes);
    const ailleurs = ajoutee ? this.#partagees : this.#tenues;
    elements((cle, nombre) => {
      const melee = meler(cle);
      if (!estMis(ailleurs, melee)) return;
      let place = this.#tetes[melee & (this.#tetes.length - 1)] ?? 0;
      for (; place !== 0; place = this.#suivants[place] ?? 0) {
        if (this.#cles[place] !== cle) continue;
        const liste = this.#listes[place] ?? 0;
        communs[liste] = (communs[liste] ?? 0) + Math.min(nombre, this.#nombres[place] ?? 0);
      }
    });
    return communs;
  }
}

/** Spreads the bits of a whole number. */
function meler(cle: number): number {
  const haut = Math.floor(cle / 2 ** 32);
  const melee = Math.imul((cle - haut * 2 ** 32) ^ haut, 0x9e3779b1);
  return Math.imul(melee ^ (melee >>> 15), 0x85ebca6b) >>> 7;
}

function estMis(bits: Uint32Array, melee: number): boolean {
  return ((bits[(melee % BITS) >>> 5] ?? 0) & (1 << (melee & 31))) !== 0;
}

function mettre(bits: Uint32Array, melee: number): void {
  const mot = (melee % BITS) >>> 5;
  bits[mot] = (bits[mot] ?? 0) | (1 << (melee & 31));
}
