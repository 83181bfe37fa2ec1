import type { Extrait } from '../../domain/constat.ts';

/** Where something stands in a text that is read piece by piece, with the piece of its line to show. */
export interface PlaceDansLeTexte {
  readonly ligne: number;
  readonly colonne: number;
  readonly extrait: Extrait;
}

/** How much of a line is kept and shown on each side of what is at fault: some documents are one line from end to end. */
const MARGE = 200;
const FIN_DE_LIGNE = /\r\n|\n|\r/g;

/**
 * The part of a text that may still have to be shown, while the whole goes by: positions count from the start of the text,
 * lines and columns are worked out only when asked for.
 */
export class FenetreDeTexte {
  #texte = '';
  /** Position of the first character kept. */
  #base = 0;
  /** The line on which it stands, and the position where that line starts. */
  #ligne = 1;
  #debutDeLigne = 0;

  /** Position of the end of what was added. */
  get fin(): number {
    return this.#base + this.#texte.length;
  }

  ajouter(morceau: string): void {
    this.#texte += morceau;
  }

  /** Lets go of what comes before a position, but for what would be shown around it. */
  oublierAvant(position: number): void {
    let coupe = Math.min(position, this.fin) - MARGE - this.#base;
    if (coupe <= 0) return;
    if (this.#texte[coupe - 1] === '\r' && this.#texte[coupe] === '\n') coupe += 1;
    for (const { 0: signe, index } of this.#texte.slice(0, coupe).matchAll(FIN_DE_LIGNE)) {
      this.#ligne += 1;
      this.#debutDeLigne = this.#base + index + signe.length;
    }
    this.#texte = this.#texte.slice(coupe);
    this.#base += coupe;
  }

  tranche(debut: number, fin: number): string {
    return this.#texte.slice(Math.max(debut - this.#base, 0), Math.max(fin - this.#base, 0));
  }

  /** Position of the last time that a text is found before a position; the position itself when it is not. */
  chercherAvant(texte: string, position: number): number {
    const rang = this.#texte.lastIndexOf(texte, Math.max(position - this.#base - 1, 0));
    return rang < 0 ? position : this.#base + rang;
  }

  /** The place of a span, underlined as far as its first line goes. */
  place(debut: number, fin: number): PlaceDansLeTexte {
    const rang = Math.max(debut - this.#base, 0);
    let ligne = this.#ligne;
    let debutDeLigne = this.#debutDeLigne;
    for (const { 0: signe, index } of this.#texte.slice(0, rang).matchAll(FIN_DE_LIGNE)) {
      ligne += 1;
      debutDeLigne = this.#base + index + signe.length;
    }
    const depart = Math.max(debutDeLigne - this.#base, rang - MARGE, 0);
    const coupeAvant = this.#base + depart > debutDeLigne;
    const suite = this.#texte.slice(depart, rang + MARGE * 2).split(FIN_DE_LIGNE, 1)[0] ?? '';
    const texte = `${coupeAvant ? '…' : ''}${suite}`;
    const vu = rang - depart + (coupeAvant ? 1 : 0);
    return {
      ligne,
      colonne: this.#base + rang - debutDeLigne + 1,
      extrait: { texte, debut: vu, fin: Math.max(Math.min(vu + fin - debut, texte.length), vu + 1) },
    };
  }
}
