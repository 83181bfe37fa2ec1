import { neutraliser } from './caracteres.ts';

const TAILLE = 1 << 20;

/** Where a page goes, as the bytes of the file: texts without what could scramble them, given on by large pieces. */
export class SortieDePage {
  readonly #ecrire: (octets: Uint8Array) => void;
  readonly #tampon = Buffer.allocUnsafe(TAILLE);
  #pris = 0;

  /** @param ecrire takes the bytes; they hold only until the next */
  constructor(ecrire: (octets: Uint8Array) => void) {
    this.#ecrire = ecrire;
  }

  /** Adds a text as it was drawn. */
  ajouter(texte: string): void {
    const sain = neutraliser(texte);
    const place = Buffer.byteLength(sain, 'utf8');
    if (place > TAILLE) {
      this.copier(Buffer.from(sain, 'utf8'));
      return;
    }
    if (this.#pris + place > TAILLE) this.finir();
    this.#pris += this.#tampon.write(sain, this.#pris, 'utf8');
  }

  /** Adds bytes as they are. */
  copier(octets: Uint8Array): void {
    if (this.#pris + octets.length > TAILLE) this.finir();
    if (octets.length > TAILLE) {
      this.#ecrire(octets);
      return;
    }
    this.#tampon.set(octets, this.#pris);
    this.#pris += octets.length;
  }

  /** Gives on what is left. */
  finir(): void {
    if (this.#pris > 0) this.#ecrire(this.#tampon.subarray(0, this.#pris));
    this.#pris = 0;
  }
}

/** Characters under which a text is left where it is. */
const LONGUEUR_MIN = 256;
const BLOC = 1 << 20;
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
  /** They serve again for the next pieces. */
  readonly #blocs: Buffer[] = [];
  #rang = 0;
  #pris = 0;

  /** Puts a piece aside; gives what stands for it in the page: itself when it is short. */
  ranger(morceau: string): string {
    if (morceau.length < LONGUEUR_MIN) return morceau;
    const sain = neutraliser(morceau);
    return `\u0002${this.#places.push(this.#placer(sain)) - 1}\u0003`;
  }

  /** Forgets what was put aside. */
  vider(): void {
    this.#places.length = 0;
    this.#rang = 0;
    this.#pris = 0;
  }

  #placer(texte: string): Place {
    const taille = Buffer.byteLength(texte, 'utf8');
    if (taille > BLOC) return { bloc: Buffer.from(texte, 'utf8'), debut: 0, fin: taille };
    if (this.#pris + taille > BLOC) {
      this.#rang += 1;
      this.#pris = 0;
    }
    const bloc = this.#blocs[this.#rang] ?? Buffer.allocUnsafe(BLOC);
    this.#blocs[this.#rang] = bloc;
    const debut = this.#pris;
    this.#pris += bloc.write(texte, debut, 'utf8');
    return { bloc, debut, fin: this.#pris };
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
