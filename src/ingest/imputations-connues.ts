import { IMPUTATIONS_MAX, type ImputationCommune } from '../domain/lignes/ligne-budgetaire.ts';
import { detacher } from '../domain/textes/texte.ts';
import type { FauteDeCode } from './verifier-les-codes.ts';

/** Imputations that are kept from one source to the next: with more, sources have few in common. */
const GARDEES_MAX = 4_096;

/** An imputation as read, with what is wrong with it: the same for all the lines that share it. */
export interface ImputationLue {
  readonly imputation: ImputationCommune;
  readonly fautes: readonly { readonly champ: string; readonly faute: FauteDeCode }[];
}

/** Those of the sources that say them alike. */
interface Semblables {
  /** By the texts of their cells. */
  readonly parCle: Map<string, ImputationLue>;
  /** By what files write in their columns. */
  readonly parTranche: Map<string, ImputationLue>;
}

/**
 * The imputations read so far, for all sources: those that are laid out alike share theirs, and all that is worked out of them.
 * Holds a bounded number of them.
 */
export class ImputationsConnues {
  readonly #parLecture = new Map<string, Semblables>();
  readonly #objets = new Map<object, number>();
  #nombre = 0;
  #tranches = 0;

  /**
   * Begins a source.
   * @param lecture all that what is read of a record depends on, besides the record
   */
  ouvrir(lecture: readonly unknown[]): Semblables {
    if (this.#nombre > GARDEES_MAX) this.#vider();
    const cle = JSON.stringify(lecture);
    let semblables = this.#parLecture.get(cle);
    if (semblables === undefined) {
      if (this.#parLecture.size >= GARDEES_MAX) this.#vider();
      semblables = { parCle: new Map(), parTranche: new Map() };
      this.#parLecture.set(cle, semblables);
    }
    return semblables;
  }

  /** A number for an object on which the reading depends. */
  numeroDe(objet: object): number {
    const numero = this.#objets.get(objet) ?? this.#objets.size;
    this.#objets.set(objet, numero);
    return numero;
  }

  /** @param lire is given the rank of the imputation */
  ajouter({ parCle }: Semblables, cle: string, lire: (rang: number) => ImputationLue): ImputationLue {
    if (this.#nombre >= IMPUTATIONS_MAX) this.#oublier();
    const lue = lire(this.#nombre++);
    parCle.set(detacher(cle), lue);
    return lue;
  }

  ajouterTranche({ parTranche }: Semblables, tranche: string, lue: ImputationLue): void {
    if (this.#tranches >= IMPUTATIONS_MAX) this.#oublierLesTranches();
    this.#tranches += 1;
    parTranche.set(detacher(tranche), lue);
  }

  #vider(): void {
    this.#oublier();
    this.#parLecture.clear();
  }

  #oublier(): void {
    for (const { parCle } of this.#parLecture.values()) parCle.clear();
    this.#nombre = 0;
    this.#oublierLesTranches();
  }

  #oublierLesTranches(): void {
    for (const { parTranche } of this.#parLecture.values()) parTranche.clear();
    this.#tranches = 0;
  }
}
