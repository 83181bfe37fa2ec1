import type { ImputationCommune, LigneBudgetaire, Montants } from '../domain/ligne-budgetaire.ts';

/** A line that holds what is its own, and looks in its imputation for the rest: most lines pass and are gone. */
export abstract class LigneSurImputation implements LigneBudgetaire {
  abstract readonly imputation: ImputationCommune;
  abstract readonly numero: number;
  abstract readonly empreinte: string;
  abstract readonly exercice: string;
  abstract readonly libelle: string;
  abstract readonly beneficiaire: string;
  abstract readonly lieu: string;
  abstract readonly reference: string;
  abstract readonly caractere: string;
  abstract readonly autresFinanceurs: string;
  abstract readonly montants: Montants;

  get fichier() {
    return this.imputation.fichier;
  }
  get organisme() {
    return this.imputation.organisme;
  }
  get secteur() {
    return this.imputation.secteur;
  }
  get section() {
    return this.imputation.section;
  }
  get sens() {
    return this.imputation.sens;
  }
  get mouvement() {
    return this.imputation.mouvement;
  }
  get chapitre() {
    return this.imputation.chapitre;
  }
  get chapitreLibelle() {
    return this.imputation.chapitreLibelle;
  }
  get fonction() {
    return this.imputation.fonction;
  }
  get fonctionLibelle() {
    return this.imputation.fonctionLibelle;
  }
  get programme() {
    return this.imputation.programme;
  }
  get programmeLibelle() {
    return this.imputation.programmeLibelle;
  }
  get action() {
    return this.imputation.action;
  }
  get actionLibelle() {
    return this.imputation.actionLibelle;
  }
  get nature() {
    return this.imputation.nature;
  }
  get natureLibelle() {
    return this.imputation.natureLibelle;
  }
}
