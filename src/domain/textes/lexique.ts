import { detacher, plier } from './texte.ts';

/** A word or group of words to look for, its plurals folded. */
interface Terme {
  readonly texte: string;
  readonly rang: number;
  /** Where its first word begins: 0, but for what begins with a sign (`(export)`). */
  readonly avant: number;
}

/** Where a word of the lexicon stands in a folded text: indexes, end excluded. */
export interface Occurrence {
  readonly rang: number;
  readonly debut: number;
  readonly fin: number;
}

/** Terms that begin with the same words. */
interface Rayon {
  readonly termes: Terme[];
  /** Those of them that go on, once they are many: by what parts their next word from the one before, and that word. */
  suites?: Map<string, Rayon>;
}

const AUCUN: readonly number[] = [];
/** More are parted by their next word: `convention de` may begin thousands. */
const TERMES_PAR_RAYON = 16;
/** Words by which terms are parted; those that begin with more in common are tried one by one. */
const MOTS_DE_RAYON = 8;
/** A power of two, many times the words of a lexicon. */
const LONGUEURS = 32;
const SILHOUETTES = 1 << 15;
const LETTRE_OU_CHIFFRE = /[\p{L}\p{M}\p{N}]/u;
/** Shorter words keep their last letter: `bus`, `les`, `os` are no plurals. */
const LONGUEUR_MIN_D_UN_PLURIEL = 4;
const S = 0x73;
const X = 0x78;

/**
 * Finds which of many words and groups of words stand in a folded text, whole words only: `mali` is found in
 * `projet mali 2012`, not in `formalite`. A word and its plural in -s or -x are one: `jumelage` finds `jumelages`, and the
 * other way round. One pass over the text whatever the number of words: each word of the text is looked up, and what
 * stands around it is compared letter by letter.
 */
export class Lexique {
  readonly #parPremierMot = new Map<string, Rayon>();
  readonly #rangs = new Map<string, number>();
  /** First letter and length of the first words: enough to tell apart most words of a text, when terms are few. */
  readonly #contours = new Uint8Array(128 * LONGUEURS);
  /** First two letters, last one and length: needed when terms are thousands. */
  readonly #silhouettes = new Uint8Array(SILHOUETTES);

  /**
   * Adds a word or group of words, and gives the rank under which it will be found. Folded alike, plurals included, one
   * rank. What has neither letter nor digit is never found.
   * @param plie the word, folded
   */
  ajouter(mot: string, plie: string = plier(mot)): number {
    const texte = mettreAuSingulier(plie);
    const connu = this.#rangs.get(texte);
    if (connu !== undefined) return connu;
    const rang = this.#rangs.size;
    this.#rangs.set(texte, rang);
    const { avant, premier } = premierMot(texte);
    if (premier !== '') {
      const rayon = this.#parPremierMot.get(premier);
      const terme = { texte, rang, avant };
      if (rayon) ranger(rayon, terme, avant + premier.length, 1);
      else this.#parPremierMot.set(premier, { termes: [terme] });
      this.#contours[contour(premier, 0, premier.length)] = 1;
      this.#silhouettes[silhouette(premier, 0, premier.length)] = 1;
    }
    return rang;
  }

  /** The ranks of the words that stand in a folded text, in the order in which they are met; a word met twice is there twice. */
  trouver(plie: string): readonly number[] {
    return this.#parcourir(plie, undefined);
  }

  /** The same, with the place of each. */
  reperer(plie: string): readonly Occurrence[] {
    const occurrences: Occurrence[] = [];
    this.#parcourir(plie, occurrences);
    return occurrences;
  }

  #parcourir(plie: string, occurrences: Occurrence[] | undefined): readonly number[] {
    let trouves: number[] | undefined;
    let debut = -1;
    for (let position = 0; position <= plie.length; position++) {
      if (estDansUnMot(plie.charCodeAt(position))) {
        if (debut < 0) debut = position;
      } else if (debut >= 0) {
        const fin = finAuSingulier(plie, debut, position);
        const rayon = this.#peutEtreLa(plie, debut, fin) ? this.#parPremierMot.get(plie.slice(debut, fin)) : undefined;
        if (rayon)
          for (const terme of rayon.suites ? termesPossibles(rayon, plie, position) : rayon.termes) {
            const finDuTerme = finSiPresent(plie, terme, debut);
            if (finDuTerme < 0) continue;
            trouves ??= [];
            trouves.push(terme.rang);
            occurrences?.push({ rang: terme.rang, debut: debut - terme.avant, fin: finDuTerme });
          }
        debut = -1;
      }
    }
    return trouves ?? AUCUN;
  }

  /** Whether a word of the text looks like the first of some term: most do not, and cost no more than this. */
  #peutEtreLa(plie: string, debut: number, fin: number): boolean {
    if (this.#contours[contour(plie, debut, fin)] !== 1) return false;
    return this.#silhouettes[silhouette(plie, debut, fin)] === 1;
  }
}

/**
 * @param fin where the words that all the terms of the shelf begin with end in this one
 * @param mots how many these are
 */
function ranger(rayon: Rayon, terme: Terme, fin: number, mots: number): void {
  const suivant = rayon.suites && motSuivant(terme.texte, fin);
  if (rayon.suites && suivant) {
    const cle = terme.texte.slice(fin, suivant.fin);
    const suite = rayon.suites.get(cle);
    if (suite) ranger(suite, terme, suivant.fin, mots + 1);
    else rayon.suites.set(cle, { termes: [terme] });
    return;
  }
  rayon.termes.push(terme);
  if (rayon.suites || rayon.termes.length <= TERMES_PAR_RAYON || mots === MOTS_DE_RAYON) return;
  rayon.suites = new Map();
  // What terms have before their first word may differ; what they have in common begins there.
  const commun = fin - terme.avant;
  for (const deja of rayon.termes.splice(0)) ranger(rayon, deja, deja.avant + commun, mots);
}

/** The terms of a shelf that may stand in a text where its words end, in the order of their ranks. */
function termesPossibles(rayon: Rayon, plie: string, fin: number): readonly Terme[] {
  const termes = [...rayon.termes];
  const suivant = rayon.suites && motSuivant(plie, fin);
  if (rayon.suites && suivant) {
    const entier = rayon.suites.get(plie.slice(fin, suivant.fin));
    if (entier) termes.push(...termesPossibles(entier, plie, suivant.fin));
    const finSinguliere = finAuSingulier(plie, suivant.debut, suivant.fin);
    const singulier = finSinguliere < suivant.fin ? rayon.suites.get(plie.slice(fin, finSinguliere)) : undefined;
    if (singulier) termes.push(...termesPossibles(singulier, plie, suivant.fin));
  }
  return termes.sort((gauche, droite) => gauche.rang - droite.rang);
}

/** The word that follows a place of a text. */
function motSuivant(texte: string, depuis: number): { readonly debut: number; readonly fin: number } | undefined {
  let debut = depuis;
  while (debut < texte.length && !estDansUnMot(texte.charCodeAt(debut))) debut += 1;
  let fin = debut;
  while (estDansUnMot(texte.charCodeAt(fin))) fin += 1;
  return fin === debut ? undefined : { debut, fin };
}

/** A folded text, each of its words without the -s or -x of a plural. */
export function mettreAuSingulier(plie: string): string {
  let singulier = '';
  /** How far the text was copied. */
  let copie = 0;
  let debut = -1;
  for (let position = 0; position <= plie.length; position++) {
    const lettre = estDansUnMot(plie.charCodeAt(position));
    if (lettre && debut < 0) debut = position;
    if (lettre || debut < 0) continue;
    const fin = finAuSingulier(plie, debut, position);
    if (fin < position) {
      singulier += plie.slice(copie, fin);
      copie = position;
    }
    debut = -1;
  }
  return copie === 0 ? plie : singulier + plie.slice(copie);
}

/** Where a word ends once the -s or -x of its plural is dropped. A double s (`gross`) is none. */
function finAuSingulier(plie: string, debut: number, fin: number): number {
  if (fin - debut < LONGUEUR_MIN_D_UN_PLURIEL) return fin;
  const derniere = plie.charCodeAt(fin - 1);
  if (derniere !== S && derniere !== X) return fin;
  return plie.charCodeAt(fin - 2) === derniere ? fin : fin - 1;
}

function contour(texte: string, debut: number, fin: number): number {
  return (texte.charCodeAt(debut) & 127) * LONGUEURS + Math.min(fin - debut, LONGUEURS - 1);
}

function silhouette(texte: string, debut: number, fin: number): number {
  const lettres =
    texte.charCodeAt(debut) * 1021 +
    texte.charCodeAt(debut + 1 < fin ? debut + 1 : debut) * 83 +
    texte.charCodeAt(fin - 1) * 7;
  return (lettres + fin - debut) & (SILHOUETTES - 1);
}

/**
 * Where a group of words ends in a text, when it stands around the word that begins there and neither begins nor ends
 * inside another; -1 when it does not.
 */
function finSiPresent(plie: string, { texte, avant }: Terme, debutDuMot: number): number {
  const debut = debutDuMot - avant;
  if (debut < 0 || (avant > 0 && estDansUnMot(plie.charCodeAt(debut - 1)))) return -1;
  let position = debut;
  let debutMot = -1;
  for (let rang = 0; rang <= texte.length; rang++) {
    const attendue = texte.charCodeAt(rang);
    if (estDansUnMot(attendue)) {
      if (debutMot < 0) debutMot = position;
      if (plie.charCodeAt(position) !== attendue) return -1;
      position += 1;
      continue;
    }
    // The term's word ends here: that of the text too, but for the letter of its plural.
    if (debutMot >= 0) {
      if (estDansUnMot(plie.charCodeAt(position))) {
        if (finAuSingulier(plie, debutMot, position + 1) !== position) return -1;
        position += 1;
      }
    }
    debutMot = -1;
    if (rang === texte.length) break;
    if (plie.charCodeAt(position) !== attendue) return -1;
    position += 1;
  }
  return estDansUnMot(plie.charCodeAt(position)) ? -1 : position;
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

/** Spares folding nearly all cells: accents are `\W`. */
const DEBUT = /^\W*(?:[st][o\W]|r[e\W]|a\W|cu|en|gr|mo)/i;
/** How the rows that sum up others, or carry a page over, begin once folded. */
const TOTAL = /^[^a-z0-9]*(sous total|sous totaux|total|totaux|a reporter|report)(?![a-z0-9])/;
/** Words that also begin the names of bodies (« Ensemble vocal »): alone, or of what budgets are made of, they are totals. */
const TOTAL_SEUL =
  /^[^a-z0-9]*(ensemble|cumul|grand total|montant total)(?: general)?(?: (?:du|de la|de l|des|d) ?(?:secteur|direction|service|chapitre|fonction|programme|action|operation|ligne|depense|engagement|montant|budget)s?)?[^a-z0-9]*$/;

/** The folded word of a total by which a text starts, or nothing. */
export function motDeTotal(texte: string): string | undefined {
  if (!DEBUT.test(texte)) return undefined;
  const plie = plier(texte);
  return TOTAL.exec(plie)?.[1] ?? TOTAL_SEUL.exec(plie)?.[1];
}

/** Nearly all texts are told apart by their first letter. */
const AUTRES_QUE_DETAIL = Uint8Array.from({ length: 0x80 }, (_, code) =>
  /[a-ce-xz0-9]/i.test(String.fromCharCode(code)) ? 1 : 0,
);
const DEBUT_DE_DETAIL = /^\W*(?:d[o\W]|y\W)/i;
/** How the rows that tell again a part of the line above them begin once folded, the signs before included. */
const DETAIL = /^[^a-z0-9]*(?:dont|y compris)(?![a-z0-9])/;

/** The folded beginning by which a text says that it is a part of the line above it (`- dont`), or nothing. */
export function debutDeDetail(texte: string): string | undefined {
  if (AUTRES_QUE_DETAIL[texte.charCodeAt(0)] === 1) return undefined;
  return DEBUT_DE_DETAIL.test(texte) ? DETAIL.exec(plier(texte))?.[0] : undefined;
}

/** Whether a text starts as those of rows that sum up others do. */
export function commenceParTotal(texte: string): boolean {
  return motDeTotal(texte) !== undefined;
}

/** Texts that came once, told by a number: two texts of one number only make one of them come back sooner. */
const PASSANTS = 1 << 14;

/**
 * Remembers what was found of texts, from their second coming on: of a column, some texts come back ten thousand times, and
 * others never, which take no room. Bounded: once it is full, all is forgotten.
 */
export class TextesRetenus<T> {
  readonly #max: number;
  readonly #trouves = new Map<string, T>();
  readonly #passants = new Int32Array(PASSANTS);

  constructor(max: number) {
    this.#max = max;
  }

  lire(texte: string): T | undefined {
    return this.#trouves.get(texte);
  }

  /** Takes note of what was found of a text that was not remembered. */
  noter(texte: string, trouve: T): void {
    const nombre = enNombre(texte);
    const place = nombre & (PASSANTS - 1);
    if (this.#passants[place] !== nombre) {
      this.#passants[place] = nombre;
      return;
    }
    if (this.#trouves.size >= this.#max) this.#trouves.clear();
    this.#trouves.set(detacher(texte), trouve);
  }
}

/** A number that differs for most texts, never zero. */
function enNombre(texte: string): number {
  let nombre = texte.length;
  for (let rang = 0; rang < texte.length; rang++) nombre = (Math.imul(nombre, 31) + texte.charCodeAt(rang)) | 0;
  return nombre === 0 ? 1 : nombre;
}
