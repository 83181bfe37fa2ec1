import { TEXTES_PROPRES } from '../domain/champs.ts';
import { Ligne, type LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import type { Enregistrement } from '../formats/source-ouverte.ts';
import { lecteurDeCellule } from './cells.ts';
import type { Colonnes } from './columns.ts';

/** What is known of a record once it was found good. */
type EnregistrementBon = Pick<LigneBudgetaire, 'imputation' | 'montants' | 'coutTotal'>;

/** Makes the mapper of a source, which turns its good records into lines. */
export function creerMappeur(
  source: SourceDeclaree,
  colonnes: Colonnes,
  exercice: string,
): (vu: Enregistrement, bon: EnregistrementBon) => LigneBudgetaire {
  const lecteurs = TEXTES_PROPRES.map((champ) => lecteurDeCellule(champ, source, colonnes));
  return (vu, { imputation, montants, coutTotal }) =>
    new Ligne({
      imputation,
      numero: vu.numero,
      empreinte: vu.empreinte,
      exercice,
      textes: lecteurs.map((lire) => lire(vu)),
      montants,
      coutTotal,
    });
}
