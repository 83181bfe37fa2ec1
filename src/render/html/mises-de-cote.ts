import { neutraliser } from './caracteres.ts';

/** Characters under which a text is left where it is. */
const LONGUEUR_MIN = 256;
const BLOC = 1 << 20;
/** Bytes that a UTF-16 code unit takes in UTF-8, at the most. */
const OCTETS_PAR_UNITE = 3;
/** What stands in the page for a text put aside: neither templates nor files received have a reason to hold this. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: being nothing else is the point
const MARQUE = /\u0002(\d+)\u0003/;

interface Place {
  readonly bloc: Buffer;
  readonly debut: number;
  readonly fin: number;
}

/**
 * The long pieces of a page, put aside as the bytes of the file while the page is drawn around them: as one text, a page of
 * ten thousand lines takes five times its size in memory.
 */
export class MisesDeCote {
  readonly #places: Place[] = [];
  #bloc: Buffer = Buffer.alloc(0);
  #pris = 0;

  /** Puts a piece aside; gives what stands for it in the page: itself when it is short. */
  ranger(morceau: string): string {
    if (morceau.length < LONGUEUR_MIN) return morceau;
    const sain = neutraliser(morceau);
    const place = sain.length * OCTETS_PAR_UNITE;
    if (this.#pris + place > this.#bloc.length) {
      this.#bloc = Buffer.allocUnsafe(Math.max(BLOC, place));
      this.#pris = 0;
    }
    const debut = this.#pris;
    this.#pris += this.#bloc.write(sain, debut, 'utf8');
    return `\u0002${this.#places.push({ bloc: this.#bloc, debut, fin: this.#pris }) - 1}\u0003`;
  }

  /**
   * Gives the bytes of a page, the pieces put aside in their places.
   * @returns whether each piece has one place and one only. Else nothing was given: something in the page looks like what
   *   stands for a piece
   */
  assembler(page: string, ecrire: (octets: Uint8Array) => void): boolean {
    const morceaux = page.split(MARQUE);
    const marques = morceaux.filter((_, rang) => rang % 2 === 1);
    const connues = new Set(
      marques.filter((marque) => String(Number(marque)) === marque && this.#places[Number(marque)]),
    );
    if (marques.length !== this.#places.length || connues.size !== marques.length) return false;
    const sortie = new Tampon(ecrire);
    for (const [rang, morceau] of morceaux.entries()) {
      const place = rang % 2 === 1 ? this.#places[Number(morceau)] : undefined;
      sortie.ajouter(place ? place.bloc.subarray(place.debut, place.fin) : Buffer.from(neutraliser(morceau), 'utf8'));
    }
    sortie.vider();
    return true;
  }
}

/** Gives bytes on by large pieces. */
class Tampon {
  readonly #ecrire: (octets: Uint8Array) => void;
  readonly #octets = Buffer.allocUnsafe(BLOC);
  #pris = 0;

  constructor(ecrire: (octets: Uint8Array) => void) {
    this.#ecrire = ecrire;
  }

  ajouter(octets: Buffer): void {
    if (this.#pris + octets.length > BLOC) this.vider();
    if (octets.length > BLOC) this.#ecrire(octets);
    else this.#pris += octets.copy(this.#octets, this.#pris);
  }

  vider(): void {
    if (this.#pris > 0) this.#ecrire(this.#octets.subarray(0, this.#pris));
    this.#pris = 0;
  }
}
