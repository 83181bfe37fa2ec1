import { mettreAuSingulier } from '../textes/lexique.ts';
import { normaliserCode, plier } from '../textes/texte.ts';
import type { Nomenclature } from './nomenclature.ts';
import type { Vote } from './normes.ts';

/** What is known of a function that the norm also has with a zero before it: `4` beside `04`. */
export type AvisSurLeZero = 'perdu' | 'juste' | 'douteux';

/** Words that tell no function from another. */
const MOTS_VIDES: ReadonlySet<string> = new Set(
  'a action au autre aux d de des du en et general l la le non ou par pour service sur'.split(' '),
);

/**
 * Finds the functions that lost their first zero, which a spreadsheet drops: by the chapter beside them, or by their label, where
 * the norm has both codes. Neither proves anything when it is missing.
 */
export class ZerosPerdus {
  readonly #nomenclature: Nomenclature;
  readonly #vote: Vote;
  readonly #mots = new Map<string, ReadonlySet<string>>();

  constructor(nomenclature: Nomenclature, vote: Vote) {
    this.#nomenclature = nomenclature;
    this.#vote = vote;
  }

  /** @returns nothing when the norm does not have the code with a zero, or when the chapter beside it denies it */
  avis(fonction: string, chapitre: string, libelle: string): AvisSurLeZero | undefined {
    const nomenclature = this.#nomenclature;
    const code = normaliserCode(fonction);
    const complet = `0${code}`;
    if (code === '' || nomenclature.fonction(complet) === undefined) return undefined;
    const aCote = this.#vote === 'par_fonction' ? chapitre : '';
    if (nomenclature.zerosPerdus(code, aCote === '' ? undefined : aCote) !== undefined) return 'perdu';
    if (nomenclature.fonction(code) === undefined) return undefined;
    if (aCote !== '' && nomenclature.concordent(aCote, complet) === false) return 'juste';
    const [avec, sans] = [this.#communs(complet, libelle), this.#communs(code, libelle)];
    if (avec === sans) return 'douteux';
    return avec > sans ? 'perdu' : 'juste';
  }

  /**
   * Whether what stands beside a function that lost its zero says so: a chapter that takes it, or its label. That the norm does not
   * have the short code is no proof: it may be that of another norm.
   */
  estProuve(fonction: string, chapitre: string, libelle: string): boolean {
    const code = normaliserCode(fonction);
    const complet = `0${code}`;
    const parLeChapitre =
      this.#vote === 'par_fonction' && chapitre !== '' && this.#nomenclature.concordent(chapitre, complet) === true;
    return parLeChapitre || this.#communs(complet, libelle) > this.#communs(code, libelle);
  }

  /** How many words a label shares with that of a code. */
  #communs(code: string, libelle: string): number {
    let mots = this.#mots.get(code);
    if (mots === undefined) {
      mots = motsDe(this.#nomenclature.fonction(code)?.libelle ?? '');
      this.#mots.set(code, mots);
    }
    let communs = 0;
    for (const mot of motsDe(libelle)) if (mots.has(mot)) communs += 1;
    return communs;
  }
}

function motsDe(libelle: string): ReadonlySet<string> {
  const mots = plier(libelle).split(/[^\p{L}\p{N}]+/u);
  return new Set(mots.map(mettreAuSingulier).filter((mot) => mot !== '' && !MOTS_VIDES.has(mot)));
}
