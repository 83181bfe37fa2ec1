import type { Affectation } from '../domain/affectation.ts';
import { garder } from '../domain/ligne-budgetaire.ts';
import { LIGNES_NOMMEES_PAR_PLACE } from './jaune.ts';
import { PlusGrands } from './plus-grands.ts';

interface Gardee {
  readonly rang: number;
  readonly affectation: Affectation;
}

/**
 * The lines that the documents name. All that are international, exceptional or to be arbitrated; of those left out of the
 * perimeter or not examined, the largest: what was left aside can be opened too, in bounded memory.
 */
export class LignesGardees {
  readonly #toutes: Gardee[] = [];
  readonly #exclues = new PlusGrands<Affectation>(LIGNES_NOMMEES_PAR_PLACE);
  readonly #nonExaminees = new PlusGrands<Affectation>(LIGNES_NOMMEES_PAR_PLACE);
  #rang = 0;

  ajouter(affectation: Affectation): void {
    const rang = this.#rang++;
    const { place } = affectation.verdict;
    if (place === 'non_internationale') return;
    const detacher = () => ({ ...affectation, ligne: garder(affectation.ligne) });
    if (place === 'exclue') this.#exclues.proposer(affectation.montant, rang, detacher);
    else if (place === 'non_examinee') this.#nonExaminees.proposer(affectation.montant, rang, detacher);
    else this.#toutes.push({ rang, affectation: detacher() });
  }

  /** The lines kept, in the order of the sources. */
  lignes(): Affectation[] {
    const bornees = [...this.#exclues.gardes(), ...this.#nonExaminees.gardes()];
    const autres = bornees.map(({ rang, valeur }): Gardee => ({ rang, affectation: valeur }));
    return [...this.#toutes, ...autres]
      .sort((gauche, droite) => gauche.rang - droite.rang)
      .map(({ affectation }) => affectation);
  }
}
