import type { Extrait } from '../../domain/constats/constat.ts';

/** Where something stands in a text that is read piece by piece, with the piece of its line to show. */
export interface PlaceInWindow {
  readonly ligne: number;
  readonly colonne: number;
  readonly extrait: Extrait;
}

/** How much of a line is kept and shown on each side of what is at fault: some documents are one line from end to end. */
const MARGIN = 200;
const LINE_END = /\r\n|\n|\r/g;

/**
 * The part of a text that may still have to be shown, while the whole goes by. Positions count from the start of the text;
 * where a position stands is found by halving, since a document wrong from end to end asks for it at each of its lines.
 */
export class TextWindow {
  #text = '';
  /** Position of the first character kept. */
  #base = 0;
  /** Where each line starts that ends in what is kept, and the last one; the first of them may have started before. */
  #starts = [0];
  /** Number of the first of these lines. */
  #first = 1;

  /** Position of the end of what was added. */
  get end(): number {
    return this.#base + this.#text.length;
  }

  add(morceau: string): void {
    const fin = this.end;
    // A line end cut in two by the piece.
    const coupe = morceau.startsWith('\n') && this.#text.endsWith('\r');
    if (coupe) this.#starts[this.#starts.length - 1] = fin + 1;
    for (const { 0: signe, index } of morceau.matchAll(LINE_END))
      if (!(coupe && index === 0)) this.#starts.push(fin + index + signe.length);
    this.#text += morceau;
  }

  /** Lets go of what comes before a position, but for what would be shown around it. */
  forgetBefore(position: number): void {
    const coupe = Math.min(position, this.end) - MARGIN - this.#base;
    if (coupe <= 0) return;
    this.#text = this.#text.slice(coupe);
    this.#base += coupe;
    const oubliees = this.#lineIndex(this.#base);
    this.#starts = this.#starts.slice(oubliees);
    this.#first += oubliees;
  }

  slice(debut: number, fin: number): string {
    return this.#text.slice(Math.max(debut - this.#base, 0), Math.max(fin - this.#base, 0));
  }

  /** Position of the last time that a text is found before a position; the position itself when it is not. */
  findBefore(texte: string, position: number): number {
    const rang = this.#text.lastIndexOf(texte, Math.max(position - this.#base - 1, 0));
    return rang < 0 ? position : this.#base + rang;
  }

  /** The place of a span, underlined as far as its first line goes. */
  place(debut: number, fin: number): PlaceInWindow {
    const position = Math.max(debut, this.#base);
    const rang = this.#lineIndex(position);
    const debutDeLigne = this.#starts[rang] ?? 0;
    const depart = Math.max(debutDeLigne, position - MARGIN, this.#base);
    const avant = depart > debutDeLigne ? '…' : '';
    const suite = this.slice(depart, position + 2 * MARGIN).split(LINE_END, 1)[0] ?? '';
    const texte = avant + suite;
    const vu = position - depart + avant.length;
    return {
      ligne: this.#first + rang,
      colonne: position - debutDeLigne + 1,
      extrait: { texte, debut: vu, fin: Math.max(Math.min(vu + fin - debut, texte.length), vu + 1) },
    };
  }

  /** Which of the lines holds a position: the last one that starts at it or before. */
  #lineIndex(position: number): number {
    let [bas, haut] = [0, this.#starts.length - 1];
    while (bas < haut) {
      const milieu = Math.ceil((bas + haut) / 2);
      if ((this.#starts[milieu] ?? 0) <= position) bas = milieu;
      else haut = milieu - 1;
    }
    return bas;
  }
}
