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

  add(piece: string): void {
    const end = this.end;
    // A line end cut in two by the piece.
    const cut = piece.startsWith('\n') && this.#text.endsWith('\r');
    if (cut) this.#starts[this.#starts.length - 1] = end + 1;
    for (const { 0: sign, index } of piece.matchAll(LINE_END))
      if (!(cut && index === 0)) this.#starts.push(end + index + sign.length);
    this.#text += piece;
  }

  /** Lets go of what comes before a position, but for what would be shown around it. */
  forgetBefore(position: number): void {
    const cut = Math.min(position, this.end) - MARGIN - this.#base;
    if (cut <= 0) return;
    this.#text = this.#text.slice(cut);
    this.#base += cut;
    const forgotten = this.#lineIndex(this.#base);
    this.#starts = this.#starts.slice(forgotten);
    this.#first += forgotten;
  }

  slice(start: number, end: number): string {
    return this.#text.slice(Math.max(start - this.#base, 0), Math.max(end - this.#base, 0));
  }

  /** Position of the last time that a text is found before a position; the position itself when it is not. */
  findBefore(text: string, position: number): number {
    const index = this.#text.lastIndexOf(text, Math.max(position - this.#base - 1, 0));
    return index < 0 ? position : this.#base + index;
  }

  /** The place of a span, underlined as far as its first line goes. */
  place(start: number, end: number): PlaceInWindow {
    const position = Math.max(start, this.#base);
    const index = this.#lineIndex(position);
    const lineStart = this.#starts[index] ?? 0;
    const from = Math.max(lineStart, position - MARGIN, this.#base);
    const before = from > lineStart ? '…' : '';
    const rest = this.slice(from, position + 2 * MARGIN).split(LINE_END, 1)[0] ?? '';
    const text = before + rest;
    const seenAt = position - from + before.length;
    return {
      ligne: this.#first + index,
      colonne: position - lineStart + 1,
      extrait: { texte: text, debut: seenAt, fin: Math.max(Math.min(seenAt + end - start, text.length), seenAt + 1) },
    };
  }

  /** Which of the lines holds a position: the last one that starts at it or before. */
  #lineIndex(position: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
