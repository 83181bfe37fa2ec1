import type { Extrait, Lieu } from '../domain/constats/constat.ts';

/** Where a piece of a text stands, with its line and what to underline there. */
export interface PlaceInText {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

/** A text file, and where each piece of it stands. Its lines end with a line feed alone. */
export class PlacedText {
  readonly file: string;
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    const starts = [0];
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
    this.#starts = starts;
  }

  /** Where a line starts, counted from 0; the end of the text for one that is not there. */
  startOfLine(index: number): number {
    return this.#starts[index] ?? this.text.length;
  }

  /** A line, counted from 1, without its end. */
  line(line: number): string {
    const end = this.#starts[line];
    return this.text.slice(this.startOfLine(line - 1), end === undefined ? undefined : end - 1);
  }

  /** The place of a span, underlined as far as its first line goes. */
  place(start: number, end: number): PlaceInText {
    const line = this.#lineAt(start);
    const text = this.line(line);
    const index = start - this.startOfLine(line - 1);
    const lieu = { fichier: this.file, ligne: line, colonne: index + 1 };
    return {
      lieu,
      extrait: { texte: text, debut: index, fin: Math.max(Math.min(index + end - start, text.length), index + 1) },
    };
  }

  /** The place of a whole line, counted from 1, its indent aside. */
  placeOfLine(line: number): PlaceInText {
    const text = this.line(line);
    const start = this.startOfLine(line - 1) + (text.length - text.trimStart().length);
    return this.place(start, start + text.trim().length);
  }

  /** The number of the line that holds an offset: the last one that starts at it or before, by halving. */
  #lineAt(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
