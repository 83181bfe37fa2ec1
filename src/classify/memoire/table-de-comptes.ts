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
const OCTETS_AU_DEPART = 1 << 12;
/** Bytes of a page of keys; a key that is longer has one of its own. */
const BITS_D_UNE_PAGE = 18;
const PAGE = 1 << BITS_D_UNE_PAGE;
const DANS_LA_PAGE = PAGE - 1;
/** Counts of a page. */
const BITS_DES_COMPTES = 12;
const COMPTES_PAR_PAGE = 1 << BITS_DES_COMPTES;
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
 * met. Keys lie end to end in pages and counts are whole numbers side by side, which the garbage collector never visits; a page
 * that is full is left where it is, since to copy them all into more room would take that room twice.
 */
export class TableDeComptes {
  /** By the hash of a key, the rank of its count plus one; 0 where there is none. */
  #cases = new Uint32Array(CASES_AU_DEPART);
  readonly #comptes: Uint32Array[] = [];
  #nombre = 0;
  readonly #pages: Buffer[] = [];
  /** Where the next key goes, in the last page. */
  #fin = PAGE;
  #cherchee = Buffer.allocUnsafe(OCTETS_AU_DEPART);

  /** Counts a line more under a key. */
  noter(cle: string, exercice: string, internationale: boolean): void {
    this.ajouter(cle, Number(exercice), internationale ? 1 : 0, 1);
  }

  /** Counts lines more under a key, all of one exercice. */
  ajouter(cle: string, annee: number, internationales: number, lignes: number): void {
    const octets = this.#ecrire(cle);
    const place = this.#chercher(octets);
    let rang = this.#cases[place] as number;
    if (rang === 0) {
      rang = this.#creer(octets, annee);
      this.#cases[place] = rang;
      if (this.#nombre * 2 > this.#cases.length) this.#agrandir();
    }
    const comptes = this.#pageDe(rang);
    const compte = debutDe(rang);
    comptes[compte + LIGNES] = (comptes[compte + LIGNES] as number) + lignes;
    comptes[compte + INTERNATIONALES] = (comptes[compte + INTERNATIONALES] as number) + internationales;
    if (annee < (comptes[compte + DEPUIS] as number)) comptes[compte + DEPUIS] = annee;
    if (annee > (comptes[compte + JUSQUE] as number)) comptes[compte + JUSQUE] = annee;
  }

  lire(cle: string): Compte {
    const rang = this.#cases[this.#chercher(this.#ecrire(cle))] as number;
    if (rang === 0) return RIEN;
    const champ = (numero: number) => this.#pageDe(rang)[debutDe(rang) + numero] as number;
    return {
      internationales: champ(INTERNATIONALES),
      lignes: champ(LIGNES),
      depuis: String(champ(DEPUIS)).padStart(4, '0'),
      jusque: String(champ(JUSQUE)).padStart(4, '0'),
    };
  }

  /** Each key that begins so, without that beginning, with its counts; in the order in which they were first seen. */
  chacun(debut: string, visiter: (reste: string, internationales: number, lignes: number) => void): void {
    const attendu = Buffer.from(debut);
    for (let rang = 1; rang <= this.#nombre; rang++) {
      const comptes = this.#pageDe(rang);
      const compte = debutDe(rang);
      const page = this.#pages[(comptes[compte + OU] as number) >>> BITS_D_UNE_PAGE] as Buffer;
      const place = (comptes[compte + OU] as number) & DANS_LA_PAGE;
      const fin = place + (comptes[compte + LONGUEUR] as number);
      if (fin - place < attendu.length || attendu.compare(page, place, place + attendu.length) !== 0) continue;
      const reste = page.toString('utf8', place + attendu.length, fin);
      visiter(reste, comptes[compte + INTERNATIONALES] as number, comptes[compte + LIGNES] as number);
    }
  }

  /** Writes a key where keys are looked for; gives its length. */
  #ecrire(cle: string): number {
    const besoin = cle.length * 3;
    if (besoin > this.#cherchee.length) this.#cherchee = Buffer.allocUnsafe(besoin * 2);
    return this.#cherchee.write(cle);
  }

  #pageDe(rang: number): Uint32Array {
    return this.#comptes[(rang - 1) >> BITS_DES_COMPTES] as Uint32Array;
  }

  #creer(octets: number, annee: number): number {
    if (this.#nombre % COMPTES_PAR_PAGE === 0) this.#comptes.push(new Uint32Array(COMPTES_PAR_PAGE * CHAMPS));
    this.#nombre += 1;
    const comptes = this.#pageDe(this.#nombre);
    const compte = debutDe(this.#nombre);
    comptes[compte + OU] = this.#ranger(octets);
    comptes[compte + LONGUEUR] = octets;
    comptes[compte + DEPUIS] = annee;
    comptes[compte + JUSQUE] = annee;
    return this.#nombre;
  }

  /** Puts the key just written after the others; gives its page and its place there as one number. */
  #ranger(octets: number): number {
    let page = this.#pages.at(-1);
    if (page === undefined || this.#fin + octets > page.length) {
      page = Buffer.allocUnsafe(Math.max(octets, PAGE));
      this.#pages.push(page);
      this.#fin = 0;
    }
    this.#cherchee.copy(page, this.#fin, 0, octets);
    const ou = (this.#pages.length - 1) * PAGE + this.#fin;
    this.#fin += octets;
    return ou;
  }

  /** The case of the key just written: that of its count, or the empty one where it would go. */
  #chercher(octets: number): number {
    const masque = this.#cases.length - 1;
    let place = hacher(this.#cherchee, 0, octets) & masque;
    for (let rang = this.#cases[place]; rang; rang = this.#cases[place]) {
      if (this.#estLaCle(rang, octets)) return place;
      place = (place + 1) & masque;
    }
    return place;
  }

  #estLaCle(rang: number, octets: number): boolean {
    const comptes = this.#pageDe(rang);
    const compte = debutDe(rang);
    if (comptes[compte + LONGUEUR] !== octets) return false;
    const ou = comptes[compte + OU] as number;
    const page = this.#pages[ou >>> BITS_D_UNE_PAGE] as Buffer;
    const debut = ou & DANS_LA_PAGE;
    const cherchee = this.#cherchee;
    for (let position = 0; position < octets; position++)
      if (page[debut + position] !== cherchee[position]) return false;
    return true;
  }

  #agrandir(): void {
    const plusDeCases = new Uint32Array(this.#cases.length * 2);
    const masque = plusDeCases.length - 1;
    for (let rang = 1; rang <= this.#nombre; rang++) {
      const comptes = this.#pageDe(rang);
      const compte = debutDe(rang);
      const ou = comptes[compte + OU] as number;
      const page = this.#pages[ou >>> BITS_D_UNE_PAGE] as Buffer;
      let place = hacher(page, ou & DANS_LA_PAGE, comptes[compte + LONGUEUR] as number) & masque;
      while (plusDeCases[place] !== 0) place = (place + 1) & masque;
      plusDeCases[place] = rang;
    }
    this.#cases = plusDeCases;
  }
}

/** Where a count begins in its page. */
function debutDe(rang: number): number {
  return ((rang - 1) & (COMPTES_PAR_PAGE - 1)) * CHAMPS;
}

function hacher(page: Buffer, debut: number, octets: number): number {
  let hache = 0x811c9dc5;
  for (let position = debut; position < debut + octets; position++)
    hache = Math.imul(hache ^ (page[position] as number), 0x01000193);
  hache = Math.imul(hache ^ (hache >>> 16), 0x85ebca6b);
  hache = Math.imul(hache ^ (hache >>> 13), 0xc2b2ae35);
  return (hache ^ (hache >>> 16)) >>> 0;
}
