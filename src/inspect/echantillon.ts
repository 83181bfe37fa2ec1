import { estAbime, reparer } from '../domain/textes/accents-abimes.ts';
import { accord, formaterEntier } from '../domain/textes/format.ts';
import { motDeTotal } from '../domain/textes/lexique.ts';
import { citer, detacher } from '../domain/textes/texte.ts';
import type { Rangee } from '../formats/regard.ts';
import type { AspectDeNombre } from '../formats/source-ouverte.ts';

/** Rows kept to guess from, and letters of them at the most: memory does not grow with the file. */
const LIGNES_GARDEES = 50_000;
const LETTRES_GARDEES = 24_000_000;
/** Different values of a column that are counted over the whole file; with many columns, fewer of each. */
const VALEURS_COMPTEES = 400;
const VALEURS_EN_TOUT = 200_000;
const LONGUEUR_DE_VALEUR = 120;
/** Rows below the last line beyond which what stands there is no handful of notes. */
export const NOTES_MAX = 12;

/** A row of a sample, and what it is when it is no line. */
export interface RangeeVue extends Rangee {
  readonly genre: GenreDeRangee | undefined;
  /** Of a workbook, how each number is shown. */
  readonly aspects?: readonly (AspectDeNombre | undefined)[];
}

/** What is kept of a file to guess from: its titles, its first rows, and the values of the columns that have few. */
export class Echantillon {
  readonly titres: readonly string[];
  readonly lignes: RangeeVue[] = [];
  readonly #valeurs: (Map<string, number> | undefined)[];
  readonly #valeursMax: number;
  #lettres = 0;
  #lues = 0;

  constructor(titres: readonly string[]) {
    this.titres = titres.map((titre) => titre.trim());
    this.#valeurs = titres.map(() => new Map());
    this.#valeursMax = Math.max(
      20,
      Math.min(VALEURS_COMPTEES, Math.floor(VALEURS_EN_TOUT / Math.max(titres.length, 1))),
    );
  }

  /** Takes a record of as many cells as there are titles. */
  ajouter(champs: readonly string[], numero: number, aspects?: readonly (AspectDeNombre | undefined)[]): void {
    this.#lues += 1;
    const nets = champs.map((champ) => champ.trim());
    const genre = genreDeRangee(nets, this.titres);
    // The word of a total in a column of years would hide that it holds years.
    if (genre === undefined)
      nets.forEach((net, rang) => {
        this.#compter(net, rang);
      });
    if (this.lignes.length >= LIGNES_GARDEES || this.#lettres >= LETTRES_GARDEES) return;
    this.lignes.push({ champs: nets, numero, genre, ...(aspects === undefined ? {} : { aspects }) });
    for (const net of nets) this.#lettres += net.length;
  }

  /** Records seen in all, those not kept included. */
  get lues(): number {
    return this.#lues;
  }

  get entier(): boolean {
    return this.lignes.length === this.#lues;
  }

  /** The filled values of a column over the lines of the whole file with how often each is met; nothing when there are too many. */
  valeurs(rang: number): ReadonlyMap<string, number> | undefined {
    return this.#valeurs[rang];
  }

  #compter(net: string, rang: number): void {
    const valeurs = this.#valeurs[rang];
    if (valeurs === undefined || net === '') return;
    const cle = net.length > LONGUEUR_DE_VALEUR ? net.slice(0, LONGUEUR_DE_VALEUR) : net;
    const deja = valeurs.get(cle);
    if (deja !== undefined) valeurs.set(cle, deja + 1);
    else if (valeurs.size >= this.#valeursMax) this.#valeurs[rang] = undefined;
    else valeurs.set(detacher(cle), 1);
  }
}

/** `118 lignes, toutes regardées` or, of a file too large to be kept, how many were looked at. */
export function direEchantillon({ lignes, lues, entier }: Echantillon): string {
  if (lues < 2) return accord(lues, 'ligne');
  return entier
    ? `${accord(lues, 'ligne')}, toutes regardées`
    : `${accord(lues, 'ligne')} ; les ${formaterEntier(lignes.length)} premières ont servi à deviner, toutes à compter`;
}

/** What a row is when it is no line: titles again, a total, or a heading between lines. */
type GenreDeRangee = 'titres' | 'total' | 'intertitre';

const LETTRE = /\p{L}/u;
/** In narrower tables, one filled cell says nothing. */
const COLONNES_POUR_UN_INTERTITRE = 3;

/**
 * Tells the rows that are no lines by themselves; columns are judged without them. A line of a firm named « Total » may be taken
 * for a total where it has no other text: what a column holds is told by the others.
 * @param champs trimmed cells, as many as titles
 */
function genreDeRangee(champs: readonly string[], titres: readonly string[]): GenreDeRangee | undefined {
  let remplies = 0;
  let titresRepetes = 0;
  const textes: string[] = [];
  champs.forEach((champ, rang) => {
    if (champ === '') return;
    remplies += 1;
    if (champ === titres[rang]) titresRepetes += 1;
    if (LETTRE.test(champ) && textes.length < 2) textes.push(champ);
  });
  const [texte] = textes;
  if (texte === undefined) return undefined;
  if (titresRepetes === remplies && remplies >= 2) return 'titres';
  if (textes.length > 1) return undefined;
  if (motDeTotal(texte) !== undefined) return 'total';
  return remplies === 1 && titres.length >= COLONNES_POUR_UN_INTERTITRE ? 'intertitre' : undefined;
}

/** Whether accents were broken before the file was sent, in a sentence that says what to do; nothing when they are whole. */
export function direAccentsAbimes({ titres, lignes }: Echantillon): string | undefined {
  let nombre = 0;
  let premier: string | undefined;
  for (const champs of [titres, ...lignes.map((ligne) => ligne.champs)])
    for (const champ of champs) {
      if (!estAbime(champ)) continue;
      nombre += 1;
      premier ??= champ;
    }
  if (premier === undefined) return undefined;
  const repare = reparer(premier);
  const sansDoute = repare === undefined ? '' : `, sans doute ${citer(repare)}`;
  return `des accents ont été abîmés avant l’envoi, dans ${accord(nombre, 'cellule')} : ${citer(premier)}${sansDoute}. Changer l’encodage n’y fera rien : demandez au secteur un nouvel export.`;
}
