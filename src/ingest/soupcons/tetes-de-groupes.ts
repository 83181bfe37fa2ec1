import { type Montant, NUL } from '../../domain/argent/montant.ts';
import type { Imputation, LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { detacher } from '../../domain/textes/texte.ts';
import { Cumul, ditMoins, LIGNES_MIN, ROND } from './sommes-des-lignes.ts';

/**
 * Finds the totals that come above the lines they sum up: the first line of the file, or of a sector, chapter, function,
 * programme or action, when it is not round and is to the cent the sum of all the others; and a line that fills fewer cells
 * than those just after it, which add up to it.
 */
export class TetesDeGroupes {
  readonly #trouver: (tete: Chapeau) => void;
  readonly #moinsDite = new Groupe();
  readonly #deLAction = new Groupe();
  readonly #duProgramme = new Groupe();
  readonly #deLaFonction = new Groupe();
  readonly #duChapitre = new Groupe();
  readonly #duSecteur = new Groupe();
  readonly #duFichier = new Groupe();
  /** From the inside out: a total found inside is not counted again outside. */
  readonly #tous: readonly Groupe[] = [
    this.#moinsDite,
    this.#deLAction,
    this.#duProgramme,
    this.#deLaFonction,
    this.#duChapitre,
    this.#duSecteur,
    this.#duFichier,
  ];
  readonly #cumul = new Cumul();
  #imputation: Imputation | undefined;

  constructor(trouver: (tete: Chapeau) => void) {
    this.#trouver = trouver;
  }

  /** Income and lines at zero are passed over. */
  ligne(ligne: LigneBudgetaire, dansLaBase: Montant, cellules: number): void {
    if (dansLaBase === 0 || ligne.sens === 'recette') return;
    const { imputation } = ligne;
    if (!ditMoins(this.#moinsDite.cellules, cellules)) this.#changer(this.#moinsDite, ligne, dansLaBase, cellules);
    const avant = this.#imputation;
    if (imputation !== avant) {
      this.#imputation = imputation;
      if (imputation.action !== avant?.action) this.#changer(this.#deLAction, ligne, dansLaBase, cellules);
      if (imputation.programme !== avant?.programme) this.#changer(this.#duProgramme, ligne, dansLaBase, cellules);
      if (imputation.fonction !== avant?.fonction) this.#changer(this.#deLaFonction, ligne, dansLaBase, cellules);
      if (imputation.chapitre !== avant?.chapitre) this.#changer(this.#duChapitre, ligne, dansLaBase, cellules);
      if (imputation.secteur !== avant?.secteur) this.#changer(this.#duSecteur, ligne, dansLaBase, cellules);
      if (avant === undefined) this.#changer(this.#duFichier, ligne, dansLaBase, cellules);
    }
    this.#cumul.ajouter(dansLaBase);
  }

  fin(): void {
    for (const groupe of this.#tous) this.#clore(groupe);
  }

  #changer(groupe: Groupe, ligne: LigneBudgetaire, dansLaBase: Montant, cellules: number): void {
    this.#clore(groupe);
    groupe.ouvrir(ligne, dansLaBase, cellules, this.#cumul);
  }

  #clore(groupe: Groupe): void {
    const { tete, montant } = groupe;
    if (tete === undefined || montant <= 0) return;
    if (montant % ROND === 0 && groupe !== this.#moinsDite) return;
    const details = groupe.details(this.#cumul);
    if (details < LIGNES_MIN) return;
    const { numero, libelle, beneficiaire } = tete;
    this.#trouver({ numero, montant, texte: detacher(libelle === '' ? beneficiaire : libelle), details });
    for (const autre of this.#tous) {
      if (autre.tete === undefined) continue;
      if (autre.tete.numero === numero) autre.tete = undefined;
      else if (autre.tete.numero < numero) autre.oublier(montant);
    }
  }
}

/** Lines in a row, of which the first may be the sum of the others. */
class Groupe {
  tete: Pick<LigneBudgetaire, 'numero' | 'libelle' | 'beneficiaire'> | undefined;
  montant = NUL;
  cellules = -1;
  #somme = 0;
  #lignes = 0;
  #negatives = 0;

  /** @param avant what had been added up before its first line */
  ouvrir(ligne: LigneBudgetaire, dansLaBase: Montant, cellules: number, avant: Cumul): void {
    this.tete = ligne;
    this.montant = dansLaBase;
    this.cellules = cellules;
    this.#somme = avant.somme;
    this.#lignes = avant.lignes;
    this.#negatives = avant.negatives;
  }

  /** Leaves out of its sum a line that was found to be a total. */
  oublier(total: Montant): void {
    this.#somme += total;
    this.#lignes += 1;
  }

  /** How many lines after the first add up to it; zero when they do not, or when some are negative. */
  details({ somme, lignes, negatives }: Cumul): number {
    if (somme - this.#somme !== 2 * this.montant || negatives > this.#negatives) return 0;
    return lignes - this.#lignes - 1;
  }
}

/** A line whose details come just after it, with the same label and beneficiary and more cells filled. */
export interface Chapeau {
  readonly numero: number;
  readonly montant: Montant;
  readonly texte: string;
  readonly details: number;
}

/** Finds the totals that come above their details, as State files show them: each body, then its grants one by one. */
export class ChapeauxDeDetails {
  readonly #trouver: (chapeau: Chapeau) => void;
  #numero = 0;
  #montant: Montant | undefined;
  #libelle = '';
  #beneficiaire = '';
  #cellules = 0;
  #details = 0;
  #somme = 0;

  constructor(trouver: (chapeau: Chapeau) => void) {
    this.#trouver = trouver;
  }

  ligne({ numero, libelle, beneficiaire }: LigneBudgetaire, dansLaBase: Montant, cellules: number): void {
    if (
      this.#montant !== undefined &&
      ditMoins(this.#cellules, cellules) &&
      libelle === this.#libelle &&
      beneficiaire === this.#beneficiaire
    ) {
      this.#details += 1;
      this.#somme += dansLaBase;
      return;
    }
    this.fin();
    this.#numero = numero;
    this.#montant = dansLaBase;
    this.#libelle = libelle;
    this.#beneficiaire = beneficiaire;
    this.#cellules = cellules;
    this.#details = 0;
    this.#somme = 0;
  }

  fin(): void {
    const total = this.#montant;
    if (this.#details === 0 || total === undefined || total === 0 || this.#somme !== total) return;
    const texte = detacher(this.#libelle === '' ? this.#beneficiaire : this.#libelle);
    this.#trouver({ numero: this.#numero, montant: total, texte, details: this.#details });
    this.#montant = undefined;
  }
}
