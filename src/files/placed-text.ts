import type { Extrait, Lieu } from '../domain/constats/constat.ts';

/** Where a piece of a text stands, with its line and what to underline there. */
export interface PlaceInText {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

/** A text file, and where each piece of it stands. Its lines end with a line feed alone. */
export class PlacedText {
  readonly fichier: string;
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(fichier: string, texte: string) {
    this.fichier = fichier;
    this.text = texte;
    const debuts = [0];
    for (let rang = texte.indexOf('\n'); rang >= 0; rang = texte.indexOf('\n', rang + 1)) debuts.push(rang + 1);
    this.#starts = debuts;
  }

  /** Where a line starts, counted from 0; the end of the text for one that is not there. */
  startOfLine(rang: number): number {
    return this.#starts[rang] ?? this.text.length;
  }

  /** A line, counted from 1, without its end. */
  line(numero: number): string {
    const fin = this.#starts[numero];
    return this.text.slice(this.startOfLine(numero - 1), fin === undefined ? undefined : fin - 1);
  }

  /** The place of a span, underlined as far as its first line goes. */
  place(debut: number, fin: number): PlaceInText {
    const ligne = this.#lineAt(debut);
    const texte = this.line(ligne);
    const rang = debut - this.startOfLine(ligne - 1);
    const lieu = { fichier: this.fichier, ligne, colonne: rang + 1 };
    return {
      lieu,
      extrait: { texte, debut: rang, fin: Math.max(Math.min(rang + fin - debut, texte.length), rang + 1) },
    };
  }

  /** The place of a whole line, counted from 1, its indent aside. */
  placeOfLine(numero: number): PlaceInText {
    const texte = this.line(numero);
    const debut = this.startOfLine(numero - 1) + (texte.length - texte.trimStart().length);
    return this.place(debut, debut + texte.trim().length);
  }

  /** The number of the line that holds an offset: the last one that starts at it or before, by halving. */
  #lineAt(decalage: number): number {
    let [bas, haut] = [0, this.#starts.length - 1];
    while (bas < haut) {
      const milieu = Math.ceil((bas + haut) / 2);
      if ((this.#starts[milieu] ?? 0) <= decalage) bas = milieu;
      else haut = milieu - 1;
    }
    return bas + 1;
  }
}
