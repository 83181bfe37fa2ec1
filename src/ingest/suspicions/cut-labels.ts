import { CHAMPS_TEXTE, LIBELLES_DES_CODES } from '../../domain/champs.ts';
import { IMPUTATIONS_MAX, type Imputation, type LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import { NUL } from '../../domain/montant.ts';
import { ParImputation } from '../../domain/par-imputation.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import type { ContexteDeSoupcon, Soupcon } from './suspicion.ts';
import { LongueursDeTextes } from './text-lengths.ts';

/** The lines of one imputation: how many, what they add up to, the number of the first. */
interface LignesDUneImputation {
  readonly imputation: Imputation;
  numero: number;
  lignes: number;
  somme: number;
}

/** Texts of a column that all stop at the same length, as a sender's program cuts them: the end is lost. */
export class LibellesCoupes implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #libelles: LongueursDeTextes;
  readonly #beneficiaires: LongueursDeTextes;
  /** The first imputations met. */
  readonly #comptees: LignesDUneImputation[] = [];
  readonly #parImputation = new ParImputation((imputation) => this.#commencer(imputation));

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    this.#libelles = new LongueursDeTextes();
    this.#beneficiaires = new LongueursDeTextes();
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const dansLaBase = ligne.montants[this.#contexte.base] ?? NUL;
    const { imputation, numero } = ligne;
    this.#libelles.ajouter(ligne.libelle, numero, 1, dansLaBase, () => this.#place('libelle', vu));
    this.#beneficiaires.ajouter(ligne.beneficiaire, numero, 1, dansLaBase, () => this.#place('beneficiaire', vu));
    const comptees = this.#parImputation.lire(imputation);
    if (comptees.lignes === 0) comptees.numero = numero;
    comptees.lignes += 1;
    comptees.somme += dansLaBase;
  }

  fin(): void {
    this.#dire('libelle', this.#libelles);
    this.#dire('beneficiaire', this.#beneficiaires);
    for (const nom of LIBELLES_DES_CODES) {
      const longueurs = new LongueursDeTextes();
      for (const { imputation, numero, lignes, somme } of this.#comptees)
        longueurs.ajouter(imputation[CHAMPS_TEXTE[nom]], numero, lignes, somme, () => this.#ligne(numero));
      this.#dire(nom, longueurs);
    }
  }

  #commencer(imputation: Imputation): LignesDUneImputation {
    const comptee = { imputation, numero: 0, lignes: 0, somme: 0 };
    if (this.#comptees.length < IMPUTATIONS_MAX) this.#comptees.push(comptee);
    return comptee;
  }

  #dire(nom: string, longueurs: LongueursDeTextes): void {
    const rang = this.#contexte.colonnes.champs.get(nom);
    const coupes = longueurs.coupes();
    if (rang === undefined || coupes?.place === undefined) return;
    this.#contexte.constats.ajouter({
      code: 'A-LIBELLES-COUPES',
      ...coupes.place,
      message: `la colonne « ${this.#contexte.colonnes.titres[rang] ?? ''} » semble coupée à ${longueurs.plusLongue} caractères : ${coupes.enMots()}`,
      remede:
        'Ce qui suit est perdu, et les mots que cherchent les règles avec lui. Demandez au secteur un export sans limite de longueur.',
    });
  }

  #place(nom: string, vu: Enregistrement) {
    const { colonnes, reperes } = this.#contexte;
    const rang = colonnes.champs.get(nom);
    return rang === undefined ? reperes.enregistrement(vu) : reperes.champ(vu, rang);
  }

  #ligne(numero: number) {
    return { lieu: { fichier: this.#contexte.source.nom, ligne: numero } };
  }
}
