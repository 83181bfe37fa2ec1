import { neutraliser } from './caracteres.ts';
import type { SortieDePage } from './sortie-de-page.ts';

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
   * Writes a text, the pieces put aside in their places.
   * @returns whether each piece has one place and one only. Else nothing was written: something in the text looks like what
   *   stands for a piece
   */
  assembler(texte: string, sortie: SortieDePage): boolean {
    const morceaux = texte.split(MARQUE);
    const marques = morceaux.filter((_, rang) => rang % 2 === 1);
    const connues = new Set(
      marques.filter((marque) => String(Number(marque)) === marque && this.#places[Number(marque)]),
    );
    if (marques.length !== this.#places.length || connues.size !== marques.length) return false;
    for (const [rang, morceau] of morceaux.entries()) {
      const place = rang % 2 === 1 ? this.#places[Number(morceau)] : undefined;
      if (place) sortie.copier(place.bloc.subarray(place.debut, place.fin));
      else sortie.ajouter(morceau);
    }
    return true;
  }
}
