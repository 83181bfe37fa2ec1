import { plier } from './texte.ts';

/** A word or group of words to look for. */
interface Terme {
  readonly texte: string;
  readonly rang: number;
  /** Where its first word begins: 0, but for what begins with a sign (`(export)`). */
  readonly avant: number;
}

const AUCUN: readonly number[] = [];
const LONGUEURS = 32;
const LETTRE_OU_CHIFFRE = /[\p{L}\p{M}\p{N}]/u;

/**
 * Finds which of many words and groups of words stand in a folded text, whole words only: `mali` is found in
 * `projet mali 2012`, not in `formalite`. One pass over the text whatever the number of words: each word of the text is
 * looked up, and what stands around it is compared letter by letter.
 */
export class Lexique {
  readonly #parPremierMot = new Map<string, Terme[]>();
  readonly #rangs = new Map<string, number>();
  /** First letter and length of the first words: most words of a text are told apart by these alone. */
  readonly #silhouettes = new Uint8Array(128 * LONGUEURS);

  /**
   * Adds a word or group of words, and gives the rank under which it will be found. Folded alike, one rank. What has
   * neither letter nor digit is never found.
   */
  ajouter(mot: string): number {
    const texte = plier(mot);
    const connu = this.#rangs.get(texte);
    if (connu !== undefined) return connu;
    const rang = this.#rangs.size;
    this.#rangs.set(texte, rang);
    const { avant, premier } = premierMot(texte);
    if (premier !== '') {
      const termes = this.#parPremierMot.get(premier) ?? [];
      termes.push({ texte, rang, avant });
      this.#silhouettes[silhouette(premier, 0, premier.length)] = 1;
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
          for (const terme of termes)
            if (estLa(plie, terme, debut)) {
              trouves ??= [];
              trouves.push(terme.rang);
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

/** Whether a group of words stands around a word of the text, and neither begins nor ends inside another word. */
function estLa(plie: string, { texte, avant }: Terme, debutDuMot: number): boolean {
  const debut = debutDuMot - avant;
  if (debut < 0 || !plie.startsWith(texte, debut)) return false;
  return (
    !estDansUnMot(plie.charCodeAt(debut + texte.length)) && !(avant > 0 && estDansUnMot(plie.charCodeAt(debut - 1)))
  );
}

function premierMot(texte: string): { avant: number; premier: string } {
  let avant = 0;
  while (avant < texte.length && !estDansUnMot(texte.charCodeAt(avant))) avant += 1;
  let fin = avant;
  while (estDansUnMot(texte.charCodeAt(fin))) fin += 1;
  return { avant, premier: texte.slice(avant, fin) };
}

/** A letter or a digit of a living alphabet; quotes, ellipses, pictures are none. NaN, past the ends, is neither. */
function estDansUnMot(code: number): boolean {
  return code < DANS_UN_MOT.length ? DANS_UN_MOT[code] === 1 : estLettreOuChiffre(code);
}

/** Only small letters count in ASCII: texts are folded. */
function estLettreOuChiffre(code: number): boolean {
  if (code <= 0x7f) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return code > 0x7f && LETTRE_OU_CHIFFRE.test(String.fromCharCode(code));
}

/** The answer for the letters that texts are made of, worked out once. */
const DANS_UN_MOT = Uint8Array.from({ length: 0x250 }, (_, code) => (estLettreOuChiffre(code) ? 1 : 0));
