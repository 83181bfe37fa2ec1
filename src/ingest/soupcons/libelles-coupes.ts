import { NUL } from '../../domain/argent/montant.ts';
import { CHAMPS_TEXTE, LIBELLES_DES_CODES } from '../../domain/lignes/champs.ts';
import {
  IMPUTATIONS_MAX,
  type Imputation,
  type LigneBudgetaire,
  ParImputation,
} from '../../domain/lignes/ligne-budgetaire.ts';
import { detacher } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, type Endroit, placeDuChamp, Releve, type Soupcon } from './soupcon.ts';

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
  readonly #libelles: LongueursDeTextes<Enregistrement>;
  readonly #beneficiaires: LongueursDeTextes<Enregistrement>;
  readonly #comptees: LignesDUneImputation[] = [];
  readonly #parImputation = new ParImputation((imputation) => this.#commencer(imputation));

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    this.#libelles = new LongueursDeTextes((_, vu) => this.#place('libelle', vu));
    this.#beneficiaires = new LongueursDeTextes((_, vu) => this.#place('beneficiaire', vu));
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const dansLaBase = ligne.montants[this.#contexte.base] ?? NUL;
    const { imputation, numero } = ligne;
    this.#libelles.ajouter(ligne.libelle, numero, 1, dansLaBase, vu);
    this.#beneficiaires.ajouter(ligne.beneficiaire, numero, 1, dansLaBase, vu);
    const comptees = this.#parImputation.lire(imputation);
    if (comptees.lignes === 0) comptees.numero = numero;
    comptees.lignes += 1;
    comptees.somme += dansLaBase;
  }

  fin(): void {
    this.#dire('libelle', this.#libelles);
    this.#dire('beneficiaire', this.#beneficiaires);
    for (const nom of LIBELLES_DES_CODES) {
      const longueurs = new LongueursDeTextes<undefined>((numero) => this.#ligne(numero));
      for (const { imputation, numero, lignes, somme } of this.#comptees)
        longueurs.ajouter(imputation[CHAMPS_TEXTE[nom]], numero, lignes, somme, undefined);
      this.#dire(nom, longueurs);
    }
  }

  #commencer(imputation: Imputation): LignesDUneImputation {
    const comptee = { imputation, numero: 0, lignes: 0, somme: 0 };
    if (this.#comptees.length < IMPUTATIONS_MAX) this.#comptees.push(comptee);
    return comptee;
  }

  #dire<Vu>(nom: string, longueurs: LongueursDeTextes<Vu>): void {
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

  #place(nom: string, vu: Enregistrement): Endroit {
    return placeDuChamp(this.#contexte, nom, vu);
  }

  #ligne(numero: number) {
    return { lieu: { fichier: this.#contexte.source.nom, ligne: numero } };
  }
}

/** No program cuts shorter than this. */
const LONGUEUR_MIN = 15;
/** Distinct texts of the greatest length from which on it is no chance. */
const DISTINCTS_MIN = 5;
/** Distinct texts of the greatest length that are remembered, to be told apart. */
const DISTINCTS_MAX = 200;
/** How many lengths just below are compared with the greatest one, and how many times more lines it must have. */
const LONGUEURS_COMPAREES = 10;
const FOIS = 3;
const FINIT_DANS_UN_MOT = /\p{L}$/u;
const CHIFFRES = /\d+/g;

/** The lengths of the texts of one column: how many lines have each, and which texts have the greatest. */
class LongueursDeTextes<Vu> {
  readonly #place: (numero: number, vu: Vu) => Endroit;
  /** Lines by length of their text. */
  readonly #lignes: number[] = [];
  #plusLongue = LONGUEUR_MIN;
  #distincts = new Set<string>();
  #dernier = '';
  #releve = new Releve();

  /** @param place where a text is, asked for the first of a length */
  constructor(place: (numero: number, vu: Vu) => Endroit) {
    this.#place = place;
  }

  get plusLongue(): number {
    return this.#plusLongue;
  }

  /** @param lignes how many lines have this text, the first of which has this number */
  ajouter(texte: string, numero: number, lignes: number, somme: number, vu: Vu): void {
    const { length } = texte;
    if (length < this.#plusLongue) {
      if (length > LONGUEUR_MIN) this.#lignes[length] = (this.#lignes[length] ?? 0) + lignes;
      return;
    }
    if (length > this.#plusLongue) {
      this.#lignes[this.#plusLongue] = this.#releve.lignes;
      this.#plusLongue = length;
      this.#distincts = new Set();
      this.#releve = new Releve();
    }
    this.#retenir(texte);
    this.#noter(numero, lignes, somme, vu);
  }

  #noter(numero: number, lignes: number, somme: number, vu: Vu): void {
    this.#releve.noter(numero, somme, () => this.#place(numero, vu), lignes);
  }

  /** The lines of the greatest length, when a program seems to have cut their texts there. */
  coupes(): Releve | undefined {
    if (this.#plusLongue <= LONGUEUR_MIN || this.#distincts.size < DISTINCTS_MIN) return undefined;
    const dansUnMot = [...this.#distincts].filter((texte) => FINIT_DANS_UN_MOT.test(texte)).length;
    if (dansUnMot * 2 < this.#distincts.size) return undefined;
    return this.#releve.lignes < FOIS * this.#lignesJusteDessous() ? undefined : this.#releve;
  }

  #retenir(texte: string): void {
    if (texte === this.#dernier || this.#distincts.size >= DISTINCTS_MAX) return;
    this.#dernier = detacher(texte);
    // Labels that are only numbered differently are as long as one another for another reason.
    this.#distincts.add(this.#dernier.replace(CHIFFRES, ''));
  }

  /** Lines per length, on average, among the lengths just below the greatest. */
  #lignesJusteDessous(): number {
    let somme = 0;
    for (let ecart = 1; ecart <= LONGUEURS_COMPAREES; ecart++) somme += this.#lignes[this.#plusLongue - ecart] ?? 0;
    return somme / LONGUEURS_COMPAREES;
  }
}
