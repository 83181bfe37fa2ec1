import { normaliserCode } from '../textes/texte.ts';
import { type Nomenclature, normaliserChapitre } from './nomenclature.ts';
import { estLibre } from './normes.ts';

/** The chapter and the function that a budget voted by function writes as one code; a chapter may have no function. */
export interface CompteFonctionnel {
  readonly chapitre: string;
  readonly fonction: string;
}

/**
 * What a functional account says: `93048` is function 048 in chapter 930, `93444` function 444 in chapter 9344, `943` a chapter
 * that has no function. The longest chapter of the nomenclature that the code begins with is its own, and its function is what
 * follows the first two digits. The function may be unknown: the code is then still an account, of an unknown function.
 * @param chapitre the chapter beside it, which tells the chapters of that code from a function of that code
 * @returns nothing when the code is a function by itself, or no account of that norm and year
 */
export function lireCompteFonctionnel(
  code: string,
  chapitre: string,
  nomenclature: Nomenclature,
): CompteFonctionnel | undefined {
  const compte = normaliserCode(code);
  // The chapters that a dossier makes for itself are not built so.
  if (!/^\d{3,}$/.test(compte) || estLibre(nomenclature.norme)) return undefined;
  if (nomenclature.fonction(compte) !== undefined && normaliserChapitre(chapitre) !== compte) return undefined;
  for (let taille = compte.length; taille >= 3; taille--) {
    const connu = nomenclature.chapitre(compte.slice(0, taille));
    if (connu === undefined) continue;
    const familles = nomenclature.famillesDuChapitre(connu.code);
    const fonction = compte.slice(2);
    // The digit of 930 names its ten families of functions, and none of them; that of 9305 is a family by itself.
    if (taille === compte.length && (familles.length === 0 || fonction.length === 1))
      return { chapitre: connu.code, fonction: '' };
    if (familles.some((famille) => fonction.startsWith(famille))) return { chapitre: connu.code, fonction };
  }
  return undefined;
}
