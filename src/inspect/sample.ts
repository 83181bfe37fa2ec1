import { accord, formaterEntier } from '../domain/format.ts';
import { detacher } from '../domain/texte.ts';
import type { Rangee } from '../formats/regard.ts';
import { type GenreDeRangee, genreDeRangee } from './row-kind.ts';

/** Rows kept to guess from, and letters of them at the most: memory does not grow with the file. */
const LIGNES_GARDEES = 50_000;
const LETTRES_GARDEES = 24_000_000;
/** Different values of a column that are counted over the whole file; with many columns, fewer of each. */
const VALEURS_COMPTEES = 400;
const VALEURS_EN_TOUT = 200_000;
const LONGUEUR_DE_VALEUR = 120;

/** A row of a sample, and what it is when it is no line. */
export interface RangeeVue extends Rangee {
  readonly genre: GenreDeRangee | undefined;
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

  /** Takes a record that has as many cells as there are titles. */
  ajouter(champs: readonly string[], numero: number): void {
    this.#lues += 1;
    const nets = champs.map((champ) => champ.trim());
    const genre = genreDeRangee(nets, this.titres);
    // The word of a total in a column of years would hide that it holds years.
    if (genre === undefined)
      nets.forEach((net, rang) => {
        this.#compter(net, rang);
      });
    if (this.lignes.length >= LIGNES_GARDEES || this.#lettres >= LETTRES_GARDEES) return;
    this.lignes.push({ champs: nets, numero, genre });
    for (const net of nets) this.#lettres += net.length;
  }

  /** Records seen in all, those not kept included. */
  get lues(): number {
    return this.#lues;
  }

  /** Whether all the records were kept. */
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
