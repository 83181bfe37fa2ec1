const PLACES_MIN = 1_024;

/** Many numbers of 64 bits, each as often as it came: eight bytes each, whatever they stand for. */
export class NumerosVus {
  #numeros = new BigUint64Array(PLACES_MIN);
  #nombre = 0;
  #tries = false;

  get nombre(): number {
    return this.#nombre;
  }

  ajouter(numero: bigint): void {
    if (this.#nombre === this.#numeros.length) {
      const agrandis = new BigUint64Array(2 * this.#nombre);
      agrandis.set(this.#numeros);
      this.#numeros = agrandis;
    }
    this.#numeros[this.#nombre++] = numero;
    this.#tries = false;
  }

  /** How often a number came. */
  fois(numero: bigint): number {
    const tries = this.#enOrdre();
    return place(tries, numero + 1n) - place(tries, numero);
  }

  /** How many both have, each as often as in the one that has it least. */
  communsAvec(autres: NumerosVus): number {
    const [gauches, droites] = [this.#enOrdre(), autres.#enOrdre()];
    let communs = 0;
    for (let gauche = 0, droite = 0; gauche < gauches.length && droite < droites.length; ) {
      const [un, deux] = [gauches[gauche] as bigint, droites[droite] as bigint];
      if (un === deux) communs += 1;
      if (un <= deux) gauche += 1;
      if (deux <= un) droite += 1;
    }
    return communs;
  }

  #enOrdre(): BigUint64Array {
    const vus = this.#numeros.subarray(0, this.#nombre);
    if (!this.#tries) vus.sort();
    this.#tries = true;
    return vus;
  }
}

/** Where the first that is not below a number stands. */
function place(tries: BigUint64Array, numero: bigint): number {
  let debut = 0;
  let fin = tries.length;
  while (debut < fin) {
    const milieu = (debut + fin) >>> 1;
    if ((tries[milieu] as bigint) < numero) debut = milieu + 1;
    else fin = milieu;
  }
  return debut;
}

/** Tells of what passes once more which is more than the other file has: of those alike, the last. */
export class EnPlus {
  readonly #vus: NumerosVus;
  readonly #autres: NumerosVus;
  readonly #repasses = new Map<bigint, number>();

  constructor(vus: NumerosVus, autres: NumerosVus) {
    this.#vus = vus;
    this.#autres = autres;
  }

  estEnPlus(numero: bigint): boolean {
    const ailleurs = this.#autres.fois(numero);
    if (ailleurs === 0) return true;
    if (this.#vus.fois(numero) <= ailleurs) return false;
    const passes = (this.#repasses.get(numero) ?? 0) + 1;
    this.#repasses.set(numero, passes);
    return passes > ailleurs;
  }
}
