import type { ImputationCommune, LigneBudgetaire, Montants } from '../domain/ligne-budgetaire.ts';
import { type Montant, NUL } from '../domain/montant.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import type { Enregistrement } from '../formats/source-ouverte.ts';
import { type CelluleLue, lecteurDeCellule } from './cells.ts';
import type { Colonnes } from './columns.ts';
import { LigneSurImputation } from './ligne-sur-imputation.ts';

/** What is known of a record once it was found good. */
export interface EnregistrementBon {
  readonly imputation: ImputationCommune;
  readonly montants: Montants;
  readonly coutTotal: Montant | undefined;
}

/** Makes the mapper of a source, which turns its good records into lines. */
export function creerMappeur(
  source: SourceDeclaree,
  colonnes: Colonnes,
  exercice: string,
): (vu: Enregistrement, bon: EnregistrementBon) => LigneBudgetaire {
  const lecteur = (champ: string) => lecteurDeCellule(champ, source, colonnes);
  const lecteurs: LecteursPropres = {
    libelle: lecteur('libelle'),
    beneficiaire: lecteur('beneficiaire'),
    lieu: lecteur('lieu'),
    reference: lecteur('reference'),
    caractere: lecteur('caractere'),
    autresFinanceurs: lecteur('autres_financeurs'),
  };
  return (vu, bon) =>
    bon.coutTotal === undefined
      ? new Ligne(vu, bon, exercice, lecteurs)
      : new LigneAvecCout(vu, bon, exercice, lecteurs);
}

type LecteursPropres = Readonly<
  Record<'libelle' | 'beneficiaire' | 'lieu' | 'reference' | 'caractere' | 'autresFinanceurs', CelluleLue>
>;

class Ligne extends LigneSurImputation {
  readonly imputation: ImputationCommune;
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
    vu: Enregistrement,
    { imputation, montants }: EnregistrementBon,
    exercice: string,
    lire: LecteursPropres,
  ) {
    super();
    this.imputation = imputation;
    this.numero = vu.numero;
    this.empreinte = vu.empreinte;
    this.exercice = exercice;
    this.libelle = lire.libelle(vu);
    this.beneficiaire = lire.beneficiaire(vu);
    this.lieu = lire.lieu(vu);
    this.reference = lire.reference(vu);
    this.caractere = lire.caractere(vu);
    this.autresFinanceurs = lire.autresFinanceurs(vu);
    this.montants = montants;
  }
}

class LigneAvecCout extends Ligne {
  readonly coutTotal: Montant;

  constructor(vu: Enregistrement, bon: EnregistrementBon, exercice: string, lire: LecteursPropres) {
    super(vu, bon, exercice, lire);
    this.coutTotal = bon.coutTotal ?? NUL;
  }
}
