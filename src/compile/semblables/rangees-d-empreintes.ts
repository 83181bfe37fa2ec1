import type { Sens } from '../../domain/lignes/ligne-budgetaire.ts';

/** As many as are put in order at once. */
export const RANGEES_MAX = 2_000;
/** Bits of their rank. */
const BITS_DU_RANG = 11;
/** Bits of the second half of a hash that make an exact number with the first and a rank. */
const BITS_DU_BAS = 10;
const MOITIE = 8;
const PLACES_MIN = 128;

/** Lines by their hashes, side by side as numbers: memory follows them for less than objects would take. */
export class RangeesDEmpreintes {
  readonly places: number;
  /** Both halves of the hash. */
  readonly hauts: Uint32Array;
  readonly bas: Uint32Array;
  /** How often the line came. */
  readonly lignes: Uint32Array;
  readonly montants: Float64Array;
  readonly #recettes: Uint8Array;

  constructor(places: number) {
    this.places = places;
    this.hauts = new Uint32Array(places);
    this.bas = new Uint32Array(places);
    this.lignes = new Uint32Array(places);
    this.montants = new Float64Array(places);
    this.#recettes = new Uint8Array(places);
  }

  /** @returns whether the hash is one: what a memory that was retouched holds is no line of this year's */
  noter(rang: number, empreinte: string, centimes: number, sens: Sens): boolean {
    const haut = lireMoitie(empreinte, 0);
    const bas = lireMoitie(empreinte, MOITIE);
    if (haut < 0 || bas < 0) return false;
    this.hauts[rang] = haut;
    this.bas[rang] = bas;
    this.lignes[rang] = 1;
    this.montants[rang] = centimes;
    this.#recettes[rang] = sens === 'recette' ? 1 : 0;
    return true;
  }

  sensDe(rang: number): Sens {
    return this.#recettes[rang] === 1 ? 'recette' : 'depense';
  }

  empreinte(rang: number): string {
    return [this.hauts, this.bas].map((moities) => (moities[rang] ?? 0).toString(16).padStart(MOITIE, '0')).join('');
  }

  /** The first of them, with room for more. */
  agrandies(nombre: number): RangeesDEmpreintes {
    const apres = new RangeesDEmpreintes(Math.min(RANGEES_MAX, Math.max(PLACES_MIN, 2 * nombre)));
    apres.#copier(this, nombre);
    return apres;
  }

  premieres(nombre: number): RangeesDEmpreintes {
    if (nombre >= this.places) return this;
    const apres = new RangeesDEmpreintes(nombre);
    apres.#copier(this, nombre);
    return apres;
  }

  /** Those before a hash; they must be in order. */
  avant(empreinte: string): RangeesDEmpreintes {
    const haut = lireMoitie(empreinte, 0);
    const bas = lireMoitie(empreinte, MOITIE);
    let nombre = 0;
    while (nombre < this.places && this.#ecart(nombre, haut, bas) < 0) nombre += 1;
    return this.premieres(nombre);
  }

  /** The first of them in order of hash, those of one hash counted together: the first says what the others do. */
  ordonnees(nombre: number): RangeesDEmpreintes {
    const ordre = this.#ordre(nombre);
    let distinctes = 0;
    for (let i = 0; i < nombre; i++) if (i === 0 || !this.#memes(ordre[i - 1] ?? 0, ordre[i] ?? 0)) distinctes += 1;
    const apres = new RangeesDEmpreintes(distinctes);
    let place = -1;
    for (let i = 0; i < nombre; i++) {
      const rang = ordre[i] as number;
      if (i === 0 || !this.#memes(ordre[i - 1] ?? 0, rang)) {
        place += 1;
        apres.hauts[place] = this.hauts[rang] as number;
        apres.bas[place] = this.bas[rang] as number;
        apres.montants[place] = this.montants[rang] as number;
        apres.#recettes[place] = this.#recettes[rang] as number;
      }
      apres.lignes[place] = (apres.lignes[place] as number) + (this.lignes[rang] as number);
    }
    return apres;
  }

  /** Below zero when the first comes before, above when it comes after, in order of hash. */
  comparer(rang: number, autres: RangeesDEmpreintes, autre: number): number {
    return this.#ecart(rang, autres.hauts[autre] as number, autres.bas[autre] as number);
  }

  #ecart(rang: number, haut: number, bas: number): number {
    return (this.hauts[rang] as number) - haut || (this.bas[rang] as number) - bas;
  }

  #memes(rang: number, autre: number): boolean {
    return this.comparer(rang, this, autre) === 0;
  }

  /** Sorted as numbers, which takes a tenth of what comparing texts would: the beginning of the hash, then the rank. */
  #ordre(nombre: number): Uint16Array {
    const cles = new Float64Array(nombre);
    for (let rang = 0; rang < nombre; rang++) {
      const debut =
        (this.hauts[rang] as number) * 2 ** BITS_DU_BAS + ((this.bas[rang] as number) >>> (32 - BITS_DU_BAS));
      cles[rang] = debut * 2 ** BITS_DU_RANG + rang;
    }
    cles.sort();
    const ordre = Uint16Array.from(cles, (cle) => cle - Math.floor(cle / 2 ** BITS_DU_RANG) * 2 ** BITS_DU_RANG);
    // Hashes that begin alike are put in order by their ends.
    for (let i = 1; i < nombre; i++) {
      const rang = ordre[i] as number;
      let place = i;
      for (; place > 0 && this.comparer(ordre[place - 1] as number, this, rang) > 0; place--)
        ordre[place] = ordre[place - 1] as number;
      ordre[place] = rang;
    }
    return ordre;
  }

  #copier(autres: RangeesDEmpreintes, nombre: number): void {
    this.hauts.set(autres.hauts.subarray(0, nombre));
    this.bas.set(autres.bas.subarray(0, nombre));
    this.lignes.set(autres.lignes.subarray(0, nombre));
    this.montants.set(autres.montants.subarray(0, nombre));
    this.#recettes.set(autres.#recettes.subarray(0, nombre));
  }
}

/**
 * Goes through lines in order beside others, in order too.
 * @param voir is given the rank of each of the former, and that of the other with its hash; -1 when there is none
 */
export function comparerDeuxRangees(
  rangees: RangeesDEmpreintes,
  autres: RangeesDEmpreintes,
  voir: (rang: number, autre: number) => void,
): void {
  let autre = 0;
  for (let rang = 0; rang < rangees.places; rang++) {
    while (autre < autres.places && rangees.comparer(rang, autres, autre) > 0) autre += 1;
    voir(rang, autre < autres.places && rangees.comparer(rang, autres, autre) === 0 ? autre : -1);
  }
}

/** Eight hexadecimal digits; below zero when they are none. */
function lireMoitie(empreinte: string, debut: number): number {
  let lu = 0;
  for (let place = debut; place < debut + MOITIE; place++) {
    const code = empreinte.charCodeAt(place);
    if (code >= 0x30 && code <= 0x39) lu = lu * 16 + code - 0x30;
    else if (code >= 0x61 && code <= 0x66) lu = lu * 16 + code - 0x57;
    else return -1;
  }
  return lu;
}
