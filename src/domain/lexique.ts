import { plier } from './texte.ts';

/** A word or group of words to look for. */
interface Terme {
  readonly texte: string;
  readonly rang: number;
}

const AUCUN: readonly number[] = [];
const LONGUEURS = 32;

/**
 * Finds which of many words and groups of words stand in a folded text, whole words only: `mali` is found in
 * `projet mali 2012`, not in `formalite`. One pass over the text whatever the number of words: each word of the text is
 * looked up, and what begins with it is compared letter by letter.
 */
export class Lexique {
  readonly #parPremierMot = new Map<string, Terme[]>();
  readonly #rangs = new Map<string, number>();
  /** First letter and length of the first words: most words of a text are told apart by these alone. */
  readonly #silhouettes = new Uint8Array(128 * LONGUEURS);

  /** Adds a word or group of words, and gives the rank under which it will be found. Folded alike, one rank. */
  ajouter(mot: string): number {
    const texte = plier(mot);
    const connu = this.#rangs.get(texte);
    if (connu !== undefined) return connu;
    const rang = this.#rangs.size;
    this.#rangs.set(texte, rang);
    const premier = premierMot(texte);
    if (premier !== '') {
      const termes = this.#parPremierMot.get(premier) ?? [];
      termes.push({ texte, rang });
      this.#silhouettes[silhouette(texte, 0, premier.length)] = 1;
      this.#parPremierMot.set(premier, termes);
    }
    return rang;
  }

  /** The ranks of the words that stand in a folded text, in the order in which they are met; a word met twice is there twice. */
  trouver(plie: string): readonly number[] {
    let trouves: number[] | undefined;
    let debut = -1;
    for (let position = 0; position <= plie.length; position++) {
      if (estDansUnMot(plie.charCodeAt(position))) {
        if (debut < 0) debut = position;
      } else if (debut >= 0) {
        const termes =
          this.#silhouettes[silhouette(plie, debut, position)] === 1
            ? this.#parPremierMot.get(plie.slice(debut, position))
            : undefined;
        if (termes)
          for (const { texte, rang } of termes)
            if (estLa(plie, texte, debut)) {
              trouves ??= [];
              trouves.push(rang);
            }
        debut = -1;
      }
    }
    return trouves ?? AUCUN;
  }
}

function silhouette(texte: string, debut: number, fin: number): number {
  return (texte.charCodeAt(debut) & 127) * LONGUEURS + Math.min(fin - debut, LONGUEURS - 1);
}

/** Whether a group of words stands at a place, and ends where a word ends. */
function estLa(plie: string, texte: string, debut: number): boolean {
  return plie.startsWith(texte, debut) && !estDansUnMot(plie.charCodeAt(debut + texte.length));
}

/** The first word, when the text begins with one: what begins otherwise (`« …`) is never found. */
function premierMot(texte: string): string {
  let fin = 0;
  while (estDansUnMot(texte.charCodeAt(fin))) fin += 1;
  return texte.slice(0, fin);
}

/** A folded letter or a digit; NaN, past the end, is neither. */
function estDansUnMot(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 0x7f;
}
