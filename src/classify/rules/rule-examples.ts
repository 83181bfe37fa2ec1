import type { Base } from '../../domain/base.ts';
import { CHAMPS_TEXTE, type ChampTexte } from '../../domain/champs.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import { lireMontant } from '../../domain/montant.ts';

const NUE: Omit<LigneBudgetaire, 'imputation'> = {
  fichier: '',
  numero: 1,
  empreinte: '',
  exercice: '',
  organisme: '',
  secteur: '',
  section: '',
  sens: 'depense',
  mouvement: 'reel',
  chapitre: '',
  chapitreLibelle: '',
  fonction: '',
  fonctionLibelle: '',
  programme: '',
  programmeLibelle: '',
  action: '',
  actionLibelle: '',
  nature: '',
  natureLibelle: '',
  libelle: '',
  beneficiaire: '',
  lieu: '',
  reference: '',
  caractere: '',
  autresFinanceurs: '',
  montants: {},
};

/**
 * The line that an example of a rule stands for: the fields it gives, and for the others what a real expense has.
 * @returns the name of the field that does not exist or cannot be read, when there is one
 */
export function ligneDExemple(exemple: Readonly<Record<string, string>>, base: Base): LigneBudgetaire | string {
  const donnees: Record<string, unknown> = {};
  for (const [champ, texte] of Object.entries(exemple)) {
    if (champ === 'montant') {
      const lecture = lireMontant(texte);
      if (lecture.etat !== 'lu') return champ;
      donnees.montants = { [base]: lecture.montant };
    } else if (Object.hasOwn(CHAMPS_TEXTE, champ)) {
      donnees[CHAMPS_TEXTE[champ as ChampTexte]] = texte;
    } else {
      return champ;
    }
  }
  const ligne = { ...NUE, ...donnees };
  return { ...ligne, imputation: ligne };
}
