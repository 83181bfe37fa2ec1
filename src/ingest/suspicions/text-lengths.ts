import { detacher } from '../../domain/texte.ts';
import { type Endroit, Releve } from './tally.ts';

/** No program cuts shorter than this. */
const LONGUEUR_MIN = 15;
/** Distinct texts of the greatest length from which on it is no chance. */
const DISTINCTS_MIN = 5;
/** Distinct texts of the greatest length that are remembered, to be told apart. */
const DISTINCTS_MAX = 200;
/** How many lengths just below are compared with the greatest one, and how many times more lines it must have. */
const LONGUEURS_COMPAREES = 10;
const FOIS = 3;
const FINIT_DANS_UN_MOT = /\p{L}$/u;
const CHIFFRES = /\d+/g;

/** The lengths of the texts of one column: how many lines have each, and which texts have the greatest. */
export class LongueursDeTextes {
  /** Lines by length of their text. */
  readonly #lignes: number[] = [];
  #plusLongue = LONGUEUR_MIN;
  #distincts = new Set<string>();
  #dernier = '';
  #releve = new Releve();

  get plusLongue(): number {
    return this.#plusLongue;
  }

  /** @param lignes how many lines have this text, the first of which has this number */
  ajouter(texte: string, numero: number, lignes: number, somme: number, place: () => Endroit): void {
    const { length } = texte;
    if (length < this.#plusLongue) {
      if (length > LONGUEUR_MIN) this.#lignes[length] = (this.#lignes[length] ?? 0) + lignes;
      return;
    }
    if (length > this.#plusLongue) {
      this.#lignes[this.#plusLongue] = this.#releve.lignes;
      this.#plusLongue = length;
      this.#distincts = new Set();
      this.#releve = new Releve();
    }
    this.#retenir(texte);
    this.#releve.noter(numero, somme, place, lignes);
  }

  /** The lines of the greatest length, when a program seems to have cut their texts there. */
  coupes(): Releve | undefined {
    if (this.#plusLongue <= LONGUEUR_MIN || this.#distincts.size < DISTINCTS_MIN) return undefined;
    const dansUnMot = [...this.#distincts].filter((texte) => FINIT_DANS_UN_MOT.test(texte)).length;
    if (dansUnMot * 2 < this.#distincts.size) return undefined;
    return this.#releve.lignes < FOIS * this.#lignesJusteDessous() ? undefined : this.#releve;
  }

  #retenir(texte: string): void {
    if (texte === this.#dernier || this.#distincts.size >= DISTINCTS_MAX) return;
    this.#dernier = detacher(texte);
    // Labels that are only numbered differently are as long as one another for another reason.
    this.#distincts.add(this.#dernier.replace(CHIFFRES, ''));
  }

  /** Lines per length, on average, among the lengths just below the greatest. */
  #lignesJusteDessous(): number {
    let somme = 0;
    for (let ecart = 1; ecart <= LONGUEURS_COMPAREES; ecart++) somme += this.#lignes[this.#plusLongue - ecart] ?? 0;
    return somme / LONGUEURS_COMPAREES;
  }
}
