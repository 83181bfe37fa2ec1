import type { Base } from '../domain/base.ts';
import type { Imputation, LigneBudgetaire, Montants } from '../domain/ligne-budgetaire.ts';
import { type Montant, NUL } from '../domain/montant.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { type CelluleLue, lecteurDeCellule } from './cells.ts';
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
  const lecteurs: LecteursPropres = {
    libelle: lecteur('libelle'),
    beneficiaire: lecteur('beneficiaire'),
    lieu: lecteur('lieu'),
    reference: lecteur('reference'),
    caractere: lecteur('caractere'),
    autresFinanceurs: lecteur('autres_financeurs'),
  };
  return (bon) =>
    bon.coutTotal === undefined ? new Ligne(bon, exercice, lecteurs) : new LigneAvecCout(bon, exercice, lecteurs);
}

type LecteursPropres = Readonly<
  Record<'libelle' | 'beneficiaire' | 'lieu' | 'reference' | 'caractere' | 'autresFinanceurs', CelluleLue>
>;

/** A line that holds what is its own, and looks in its imputation for the rest: most lines pass and are gone. */
class Ligne implements LigneBudgetaire {
  readonly imputation: Imputation;
  readonly numero: number;
  readonly empreinte: string;
  readonly exercice: string;
  readonly libelle: string;
  readonly beneficiaire: string;
  readonly lieu: string;
  readonly reference: string;
  readonly caractere: string;
  readonly autresFinanceurs: string;
  readonly montants: Montants;

  constructor(
    { champs, numero, empreinte, imputation, montants }: EnregistrementBon,
    exercice: string,
    lire: LecteursPropres,
  ) {
    this.imputation = imputation;
    this.numero = numero;
    this.empreinte = empreinte;
    this.exercice = exercice;
    this.libelle = lire.libelle(champs);
    this.beneficiaire = lire.beneficiaire(champs);
    this.lieu = lire.lieu(champs);
    this.reference = lire.reference(champs);
    this.caractere = lire.caractere(champs);
    this.autresFinanceurs = lire.autresFinanceurs(champs);
    this.montants = montants;
  }

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

class LigneAvecCout extends Ligne {
  readonly coutTotal: Montant;

  constructor(bon: EnregistrementBon, exercice: string, lire: LecteursPropres) {
    super(bon, exercice, lire);
    this.coutTotal = bon.coutTotal ?? NUL;
  }
}
