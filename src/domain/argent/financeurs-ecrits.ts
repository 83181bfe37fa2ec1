import type { GenreDeFinanceur } from '../dossier/operations.ts';
import { plier } from '../textes/texte.ts';
import { lireMontant, type Montant } from './montant.ts';

/** A funder as a cell names it; without an amount, it is words. */
export interface FinanceurEcrit {
  readonly nom: string;
  readonly montant?: Montant;
}

const SEPARATEURS = /[;\n\r]|\s\+\s|\s\/\s/;
/** A name, then an amount that says it is euros: « Essonne : 5 000 € », « Yvelines (5 000,00 €) ». */
const AVEC_MONTANT = /^(?<nom>.*?\p{L}.*?)[\s:(=–-]*(?<montant>\d[\d\s\u00a0\u202f.,]*)(?:€|euros?|EUR)\)?\.?$/iu;

/**
 * The funders that a cell « autres financeurs » names, with their amounts where it gives them in euros. What is no amount stays
 * words: nothing is guessed of « 4 départements » or « 20 % ».
 */
export function lireLesFinanceurs(ecrit: string): readonly FinanceurEcrit[] {
  return ecrit
    .split(SEPARATEURS)
    .map((morceau) => morceau.trim())
    .filter((morceau) => morceau !== '')
    .map((morceau) => {
      const { nom = '', montant = '' } = AVEC_MONTANT.exec(morceau)?.groups ?? {};
      const lu = nom === '' ? undefined : lireMontant(montant.trim());
      return lu?.etat === 'lu' ? { nom: nom.trim(), montant: lu.montant } : { nom: morceau };
    });
}

/** The words by which the name of a funder tells its kind, in the order in which they are looked for. */
const MOTS_DES_GENRES: readonly (readonly [GenreDeFinanceur, RegExp])[] = [
  ['europe', /\b(?:europe|europeen|europeenne|union europeenne|feder|fse|interreg|urbact)\b/],
  ['departement', /\b(?:departement|departemental|conseil general)\b/],
  ['region', /\b(?:region|regional)\b/],
  ['commune', /\b(?:commune|ville|metropole|mairie|communaute|agglomeration)\b/],
  ['etat', /\b(?:etat|ministere|prefecture|ambassade|agence francaise de developpement|afd)\b/],
];

/** The kind of a funder that nobody declared, by its name; `autre` where it says nothing. */
export function genreDuFinanceur(nom: string): GenreDeFinanceur {
  const plie = plier(nom);
  return MOTS_DES_GENRES.find(([, mots]) => mots.test(plie))?.[0] ?? 'autre';
}
