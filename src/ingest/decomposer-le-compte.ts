import { estParNature } from '../domain/codes/chapitres-par-nature.ts';
import { lireCompteFonctionnel } from '../domain/codes/compte-fonctionnel.ts';
import { type Nomenclature, normaliserChapitre } from '../domain/codes/nomenclature.ts';
import type { Imputation } from '../domain/lignes/ligne-budgetaire.ts';
import { abreger, normaliserCode } from '../domain/textes/texte.ts';
import type { FauteDeCode } from './verifier-les-codes.ts';

/**
 * Takes apart the functional account of an imputation as read, in its place: chapter and function become what it says. A label
 * goes with its code: that of a chapter that is replaced, or of a function that is none, is left to the nomenclature.
 * @returns what is wrong with it: a chapter beside it that is not its own stays as it was received
 */
export function decomposerLeCompte(
  lus: { -readonly [C in keyof Imputation]: string },
  nomenclature: Nomenclature,
): readonly { readonly champ: string; readonly faute: FauteDeCode }[] {
  if (lus.fonction === '') return [];
  const compte = lireCompteFonctionnel(lus.fonction, lus.chapitre, nomenclature);
  if (compte === undefined) return [];
  const ecrit = lus.fonction;
  lus.fonction = compte.fonction;
  if (compte.fonction === '') lus.fonctionLibelle = '';
  const recu = normaliserChapitre(lus.chapitre);
  if (recu === compte.chapitre) return [];
  if (!cedeAuCompte(recu, compte.chapitre, compte.fonction)) {
    // A chapter of another family is told of the whole file, with its euros.
    if (nomenclature.concordent(recu, compte.fonction) === false || nomenclature.chapitre(recu) === undefined)
      return [];
    return [
      {
        champ: 'fonction',
        faute: {
          code: 'A-CHAPITRE-FONCTION',
          message: `le compte fonctionnel ${abreger(ecrit)} est du chapitre ${compte.chapitre}, pas du chapitre ${abreger(lus.chapitre)}`,
          remede: 'L’un des deux codes est faux, ou les cellules de la ligne ont glissé. Voyez avec le secteur.',
        },
      },
    ];
  }
  lus.chapitre = compte.chapitre;
  lus.chapitreLibelle = '';
  return [];
}

/**
 * Whether what stands as chapter leaves the account to say it: nothing, a chapter less precise (934 beside 93444), a chapter by
 * nature, or the function once more, as operations for third parties have it in budget documents.
 */
function cedeAuCompte(recu: string, chapitre: string, fonction: string): boolean {
  return chapitre.startsWith(recu) || estParNature(recu) || normaliserCode(recu) === fonction;
}
