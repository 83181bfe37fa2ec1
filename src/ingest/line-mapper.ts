import type { Base } from '../domain/base.ts';
import type { Imputation, LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import type { Montant } from '../domain/montant.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { lecteurDeCellule } from './cells.ts';
import type { Colonnes } from './columns.ts';

/** What is known of a record once it was found good. */
export interface EnregistrementBon {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly empreinte: string;
  readonly imputation: Imputation;
  readonly montants: Readonly<Partial<Record<Base, Montant>>>;
  readonly coutTotal: Montant | undefined;
}

/** Makes the mapper of a source, which turns its good records into lines. */
export function creerMappeur(
  source: SourceDeclaree,
  colonnes: Colonnes,
  exercice: string,
): (bon: EnregistrementBon) => LigneBudgetaire {
  const lecteur = (champ: string) => lecteurDeCellule(champ, source, colonnes);
  const libelle = lecteur('libelle');
  const beneficiaire = lecteur('beneficiaire');
  const lieu = lecteur('lieu');
  const reference = lecteur('reference');
  const caractere = lecteur('caractere');
  const autresFinanceurs = lecteur('autres_financeurs');
  return ({ champs, numero, empreinte, imputation, montants, coutTotal }) => {
    const ligne: LigneBudgetaire = {
      fichier: imputation.fichier,
      numero,
      empreinte,
      exercice,
      imputation,
      organisme: imputation.organisme,
      secteur: imputation.secteur,
      section: imputation.section,
      sens: imputation.sens,
      mouvement: imputation.mouvement,
      chapitre: imputation.chapitre,
      chapitreLibelle: imputation.chapitreLibelle,
      fonction: imputation.fonction,
      fonctionLibelle: imputation.fonctionLibelle,
      programme: imputation.programme,
      programmeLibelle: imputation.programmeLibelle,
      action: imputation.action,
      actionLibelle: imputation.actionLibelle,
      nature: imputation.nature,
      natureLibelle: imputation.natureLibelle,
      libelle: libelle(champs),
      beneficiaire: beneficiaire(champs),
      lieu: lieu(champs),
      reference: reference(champs),
      caractere: caractere(champs),
      autresFinanceurs: autresFinanceurs(champs),
      montants,
    };
    return coutTotal === undefined ? ligne : { ...ligne, coutTotal };
  };
}
