import { composerCle } from '../../../domain/textes/cle-composee.ts';
import { plier } from '../../../domain/textes/texte.ts';
import { type DescriptionDeLigne, texteDecrit } from './ligne-decrite.ts';

/** What a line may have in common with another. */
export interface ClesDeLigne {
  readonly imputation: string;
  /** All that is kept of it: lines that share it are alike. */
  readonly entiere: string;
  readonly memeLibelle: string;
  readonly memeMontant: string;
  readonly voisine: string;
  readonly ailleurs: string;
}

type SansImputation = Omit<DescriptionDeLigne, 'imputation'>;

/**
 * The keys of a line; each kind begins by its own word, and none is taken for another.
 * @param imputation its key
 */
export function clesDeLigne(ligne: SansImputation, imputation: string): ClesDeLigne {
  const [qui, quoi] = [cleDeTexte(ligne.beneficiaire), cleDeTexte(ligne.libelle)];
  const combien = String(ligne.montant);
  return {
    imputation,
    entiere: cleEntiere(ligne, imputation),
    memeLibelle: composerCle('libelle', imputation, qui, quoi),
    memeMontant: composerCle('montant', imputation, qui, combien),
    voisine: composerCle('voisine', imputation, qui),
    ailleurs: composerCle('ailleurs', qui, quoi, combien),
  };
}

export function cleEntiere({ beneficiaire, lieu, libelle, montant }: SansImputation, imputation: string): string {
  return composerCle(imputation, cleDeTexte(beneficiaire), cleDeTexte(lieu), cleDeTexte(libelle), String(montant));
}

function cleDeTexte(texte: string): string {
  return plier(texteDecrit(texte));
}
