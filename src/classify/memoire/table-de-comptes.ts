/** What was counted of the lines that have something in common. */
export interface Compte {
  readonly internationales: number;
  readonly lignes: number;
  /** The first and the last exercice of these lines. */
  readonly depuis: string;
  readonly jusque: string;
}

export const RIEN: Compte = { internationales: 0, lignes: 0, depuis: '', jusque: '' };

const CASES_AU_DEPART = 1 << 10;
const OCTETS_AU_DEPART = 1 << 16;
/** Numbers that a count is made of: where its key begins and how long it is, then what was counted. */
const CHAMPS = 6;
const OU = 0;
const LONGUEUR = 1;
const LIGNES = 2;
const INTERNATIONALES = 3;
const DEPUIS = 4;
const JUSQUE = 5;

/**
 * Counts by key, a million of them in few bytes: a memory of years holds a count for each beneficiary and each label that it
 * met. Keys lie end to end in one buffer and counts are whole numbers side by side, which the garbage collector never visits.
 */
export class TableDeComptes {
  /** By the hash of a key, the rank of its count plus one; 0 where there is none. */
  #cases = new Uint32Array(CASES_AU_DEPART);
  #comptes = new Uint32Array(CASES_AU_DEPART * CHAMPS);
  #nombre = 0;
  #cles = Buffer.allocUnsafe(OCTETS_AU_DEPART);
  #fin = 0;

  /** Counts a line more under a key. */
  noter(cle: string, exercice: string, internationale: boolean): void {
    const annee = Number(exercice);
    const octets = this.#ecrire(cle);
    const place = this.#chercher(octets);
    let rang = this.#cases[place] as number;
    if (rang === 0) {
      rang = this.#ajouter(octets, annee);
      this.#cases[place] = rang;
      if (this.#nombre * 2 > this.#cases.length) this.#agrandir();
    }
    const compte = (rang - 1) * CHAMPS;
    const comptes = this.#comptes;
    comptes[compte + LIGNES] = (comptes[compte + LIGNES] as number) + 1;
    if (internationale) comptes[compte + INTERNATIONALES] = (comptes[compte + INTERNATIONALES] as number) + 1;
    if (annee < (comptes[compte + DEPUIS] as number)) comptes[compte + DEPUIS] = annee;
    if (annee > (comptes[compte + JUSQUE] as number)) comptes[compte + JUSQUE] = annee;
  }

  lire(cle: string): Compte {
    const rang = this.#cases[this.#chercher(this.#ecrire(cle))] as number;
    if (rang === 0) return RIEN;
    const champ = (numero: number) => this.#comptes[(rang - 1) * CHAMPS + numero] as number;
    return {
      internationales: champ(INTERNATIONALES),
      lignes: champ(LIGNES),
      depuis: String(champ(DEPUIS)).padStart(4, '0'),
      jusque: String(champ(JUSQUE)).padStart(4, '0'),
    };
  }

  /** Writes a key after the others, where it stays if it is a new one; gives its length. */
  #ecrire(cle: string): number {
    const besoin = this.#fin + cle.length * 3;
    if (besoin > this.#cles.length) {
      const plusGrand = Buffer.allocUnsafe(Math.max(besoin, Math.floor(this.#cles.length * 1.5)));
      this.#cles.copy(plusGrand, 0, 0, this.#fin);
      this.#cles = plusGrand;
    }
    return this.#cles.write(cle, this.#fin);
  }

  #ajouter(octets: number, annee: number): number {
    const compte = this.#nombre * CHAMPS;
    if (compte === this.#comptes.length) {
      const plusGrands = new Uint32Array(Math.floor(this.#nombre * 1.5) * CHAMPS);
      plusGrands.set(this.#comptes);
      this.#comptes = plusGrands;
    }
    this.#comptes[compte + OU] = this.#fin;
    this.#comptes[compte + LONGUEUR] = octets;
    this.#comptes[compte + DEPUIS] = annee;
    this.#comptes[compte + JUSQUE] = annee;
    this.#fin += octets;
    this.#nombre += 1;
    return this.#nombre;
  }

  /** The case of the key just written: that of its count, or the empty one where it would go. */
  #chercher(octets: number): number {
    const masque = this.#cases.length - 1;
    let place = this.#hacher(this.#fin, octets) & masque;
    for (let rang = this.#cases[place]; rang; rang = this.#cases[place]) {
      if (this.#estLaCle(rang, octets)) return place;
      place = (place + 1) & masque;
    }
    return place;
  }

  #estLaCle(rang: number, octets: number): boolean {
    const compte = (rang - 1) * CHAMPS;
    if (this.#comptes[compte + LONGUEUR] !== octets) return false;
    const debut = this.#comptes[compte + OU] as number;
    for (let position = 0; position < octets; position++)
      if (this.#cles[debut + position] !== this.#cles[this.#fin + position]) return false;
    return true;
  }

  #hacher(debut: number, octets: number): number {
    let hache = 0x811c9dc5;
    for (let position = debut; position < debut + octets; position++)
      hache = Math.imul(hache ^ (this.#cles[position] as number), 0x01000193);
    hache = Math.imul(hache ^ (hache >>> 16), 0x85ebca6b);
    hache = Math.imul(hache ^ (hache >>> 13), 0xc2b2ae35);
    return (hache ^ (hache >>> 16)) >>> 0;
  }

  #agrandir(): void {
    const plusDeCases = new Uint32Array(this.#cases.length * 2);
    const masque = plusDeCases.length - 1;
    for (let rang = 1; rang <= this.#nombre; rang++) {
      const compte = (rang - 1) * CHAMPS;
      const debut = this.#comptes[compte + OU] as number;
      let place = this.#hacher(debut, this.#comptes[compte + LONGUEUR] as number) & masque;
      while (plusDeCases[place] !== 0) place = (place + 1) & masque;
      plusDeCases[place] = rang;
    }
    this.#cases = plusDeCases;
  }
}
