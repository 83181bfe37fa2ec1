import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import { type Montant, NUL } from '../../domain/montant.ts';
import { detacher } from '../../domain/texte.ts';
import type { Enregistrement } from '../formats/format.ts';
import type { ContexteDeSoupcon, Soupcon } from './suspicion.ts';
import { Releve } from './tally.ts';

const CHAMPS = [
  ['libelle', 'libelle'],
  ['beneficiaire', 'beneficiaire'],
  ['chapitre_libelle', 'chapitreLibelle'],
  ['fonction_libelle', 'fonctionLibelle'],
  ['programme_libelle', 'programmeLibelle'],
  ['action_libelle', 'actionLibelle'],
  ['nature_libelle', 'natureLibelle'],
] as const satisfies (readonly [string, keyof LigneBudgetaire])[];
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

/** Texts of a column that all stop at the same length, as a sender's program cuts them: the end is lost. */
export class LibellesCoupes implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #colonnes: readonly { readonly champ: keyof LigneBudgetaire; readonly longueurs: LongueursDUneColonne }[];

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    this.#colonnes = CHAMPS.flatMap(([nom, champ]) => {
      const rang = contexte.colonnes.champs.get(nom);
      return rang === undefined ? [] : [{ champ, longueurs: new LongueursDUneColonne(contexte, rang) }];
    });
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const dansLaBase = ligne.montants[this.#contexte.base] ?? NUL;
    for (const { champ, longueurs } of this.#colonnes) {
      const texte = ligne[champ];
      if (typeof texte === 'string') longueurs.ajouter(texte, ligne.numero, dansLaBase, vu);
    }
  }

  fin(): void {
    for (const { longueurs } of this.#colonnes) longueurs.dire();
  }
}

/** The lengths of the texts of one column. */
class LongueursDUneColonne {
  readonly #contexte: ContexteDeSoupcon;
  readonly #rang: number;
  /** Lines by length of their text. */
  readonly #lignes: number[] = [];
  #plusLongue = LONGUEUR_MIN;
  #distincts = new Set<string>();
  #dernier = '';
  #releve = new Releve();

  constructor(contexte: ContexteDeSoupcon, rang: number) {
    this.#contexte = contexte;
    this.#rang = rang;
  }

  ajouter(texte: string, numero: number, dansLaBase: Montant, vu: Enregistrement): void {
    const { length } = texte;
    if (length < this.#plusLongue) {
      if (length > LONGUEUR_MIN) this.#lignes[length] = (this.#lignes[length] ?? 0) + 1;
      return;
    }
    if (length > this.#plusLongue) {
      this.#lignes[this.#plusLongue] = this.#releve.lignes;
      this.#plusLongue = length;
      this.#distincts = new Set();
      this.#releve = new Releve();
    }
    this.#retenir(texte);
    this.#releve.noter(numero, dansLaBase, () => this.#contexte.reperes.champ(vu, this.#rang));
  }

  dire(): void {
    const { place, lignes } = this.#releve;
    if (place === undefined || this.#plusLongue <= LONGUEUR_MIN || this.#distincts.size < DISTINCTS_MIN) return;
    const finissant = [...this.#distincts].filter((texte) => FINIT_DANS_UN_MOT.test(texte)).length;
    if (finissant * 2 < this.#distincts.size || lignes < FOIS * this.#lignesJusteDessous()) return;
    const titre = this.#contexte.colonnes.titres[this.#rang] ?? '';
    this.#contexte.constats.ajouter({
      code: 'A-LIBELLES-COUPES',
      gravite: 'avertissement',
      ...place,
      message: `la colonne « ${titre} » semble coupée à ${this.#plusLongue} caractères : ${this.#releve.enMots()}`,
      remede:
        'Ce qui suit est perdu, et les mots que cherchent les règles avec lui. Demandez au secteur un export sans limite de longueur.',
    });
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
