import { type Montant, NUL } from '../domain/argent/montant.ts';
import { estDepense, type Sens } from '../domain/lignes/ligne-budgetaire.ts';
import { comparer } from '../domain/textes/ordre.ts';

/** What lines are ordered by: those of which most euros are expected come first. */
export interface Enjeu {
  readonly fichier: string;
  readonly numero: number;
  readonly sens: Sens;
  readonly montant: Montant;
  /** The euros that are expected of it, whatever their sign. */
  readonly enjeu: Montant;
}

/** Orders lines by what is at stake, the greatest first; on a tie by euros, then file and line. */
export function comparerEnjeux(gauche: Enjeu, droite: Enjeu): number {
  return (
    droite.enjeu - gauche.enjeu ||
    Math.abs(droite.montant) - Math.abs(gauche.montant) ||
    comparer(gauche.fichier, droite.fichier) ||
    gauche.numero - droite.numero
  );
}

/** How many lines, of both senses, and what they sum to in cents: receipts are apart, and never in the sum of expenses. */
export interface EnjeuxSommes {
  readonly lignes: number;
  readonly centimes: bigint;
  /** Of expenses: what is at stake in them. */
  readonly enjeu: bigint;
  readonly recettes: { readonly lignes: number; readonly centimes: bigint };
}

class SommeDEnjeux {
  #lignes = 0;
  #centimes = 0n;
  #enjeu = 0n;
  #recettes = 0;
  #centimesDeRecettes = 0n;

  ajouter(enjeu: Enjeu): void {
    this.#lignes += 1;
    if (estDepense(enjeu)) {
      this.#centimes += BigInt(enjeu.montant);
      this.#enjeu += BigInt(enjeu.enjeu);
    } else {
      this.#recettes += 1;
      this.#centimesDeRecettes += BigInt(enjeu.montant);
    }
  }

  get faite(): EnjeuxSommes {
    const recettes = { lignes: this.#recettes, centimes: this.#centimesDeRecettes };
    return { lignes: this.#lignes, centimes: this.#centimes, enjeu: this.#enjeu, recettes };
  }
}

/** What some leave of all. */
export function resteDesEnjeux(tous: EnjeuxSommes, certains: EnjeuxSommes): EnjeuxSommes {
  return {
    lignes: tous.lignes - certains.lignes,
    centimes: tous.centimes - certains.centimes,
    enjeu: tous.enjeu - certains.enjeu,
    recettes: {
      lignes: tous.recettes.lignes - certains.recettes.lignes,
      centimes: tous.recettes.centimes - certains.recettes.centimes,
    },
  };
}

/**
 * Keeps the few elements with the most at stake of as many as pass, and the count and sum of the others: memory grows with
 * what is kept only.
 */
export class PlusGrandsEnjeux<T extends Enjeu> {
  /** A heap: each is before its two followers, the least at stake at the root. */
  readonly #tas: T[] = [];
  readonly #maximum: number;
  readonly #seuil: Montant;
  readonly #somme = new SommeDEnjeux();

  /** @param seuil what an element has at stake at the least to be kept */
  constructor(maximum: number, seuil: Montant = NUL) {
    this.#maximum = maximum;
    this.#seuil = seuil;
  }

  /** All that passed. */
  get vues(): EnjeuxSommes {
    return this.#somme.faite;
  }

  /** Those that are kept. */
  get gardees(): EnjeuxSommes {
    const somme = new SommeDEnjeux();
    for (const enjeu of this.#tas) somme.ajouter(enjeu);
    return somme.faite;
  }

  /**
   * Takes in an element if it has more at stake than the least of those kept.
   * @param faire makes what is kept: it costs, and most elements are not
   */
  ajouter(enjeu: Enjeu, faire: () => T): void {
    this.#somme.ajouter(enjeu);
    if (enjeu.enjeu < this.#seuil) return;
    if (this.#tas.length < this.#maximum) {
      this.#tas.push(faire());
      this.#monter(this.#tas.length - 1);
      return;
    }
    const moindre = this.#tas[0];
    if (moindre === undefined || comparerEnjeux(enjeu, moindre) > 0) return;
    this.#tas[0] = faire();
    this.#descendre(0);
  }

  get liste(): readonly T[] {
    return [...this.#tas].sort(comparerEnjeux);
  }

  #monter(depart: number): void {
    for (let rang = depart; rang > 0; ) {
      const parent = (rang - 1) >> 1;
      if (!this.#echangerSiMoindre(rang, parent)) return;
      rang = parent;
    }
  }

  #descendre(depart: number): void {
    for (let rang = depart; ; ) {
      const [gauche, droite] = [2 * rang + 1, 2 * rang + 2];
      const moindre = this.#estMoindre(droite, gauche) ? droite : gauche;
      if (!this.#echangerSiMoindre(moindre, rang)) return;
      rang = moindre;
    }
  }

  #estMoindre(gauche: number, droite: number): boolean {
    const [a, b] = [this.#tas[gauche], this.#tas[droite]];
    return a !== undefined && b !== undefined && comparerEnjeux(a, b) > 0;
  }

  #echangerSiMoindre(bas: number, haut: number): boolean {
    const [a, b] = [this.#tas[bas], this.#tas[haut]];
    if (a === undefined || b === undefined || !this.#estMoindre(bas, haut)) return false;
    this.#tas[haut] = a;
    this.#tas[bas] = b;
    return true;
  }
}
