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
