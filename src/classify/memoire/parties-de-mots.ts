import type { Decompte } from '../../domain/verdict/indice.ts';
import { TableDeComptes } from './table-de-comptes.ts';

const LETTRES = 4;
/** What is longer is no word that anybody wrote. */
const LETTRES_MAX = 60;

/** What the words that were learnt say of four letters: a word never seen (`afrika`) may be told by those that look like it. */
export class PartiesDeMots {
  readonly #comptes = new TableDeComptes();

  /** @param mots the counts of words, each visited once */
  constructor(mots: (visiter: (mot: string, internationales: number, lignes: number) => void) => void) {
    mots((mot, internationales, lignes) => {
      for (const partie of partiesDe(mot)) this.#comptes.ajouter(partie, 0, internationales, lignes);
    });
  }

  /** The parts of a word, each once, with the lines of the words that have it. */
  lire(mot: string): readonly (Decompte & { readonly partie: string })[] {
    return partiesDe(mot).map((partie) => {
      const { internationales, lignes } = this.#comptes.lire(partie);
      return { partie, internationales, lignes };
    });
  }
}

/** The runs of four signs of a word between its marks: none of a word of less than four letters, told from others by too little. */
function partiesDe(mot: string): string[] {
  if (mot.length < LETTRES || mot.length > LETTRES_MAX) return [];
  const borne = `^${mot}$`;
  const parties = new Set<string>();
  for (let debut = 0; debut + LETTRES <= borne.length; debut++) parties.add(borne.slice(debut, debut + LETTRES));
  return [...parties];
}
