import { type LigneBudgetaire, referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import { CompteurDUnSens } from './compteur.ts';

/** Lines of which a place is kept. */
const LIGNES_NOMMEES = 3;

/** Counts lines, and keeps where the first are. */
export class LignesCitees extends CompteurDUnSens {
  readonly #exemples: string[] = [];

  citer(ligne: LigneBudgetaire, centimes: number): void {
    this.ajouter(centimes);
    if (this.#exemples.length < LIGNES_NOMMEES) this.#exemples.push(referenceDe(ligne));
  }

  /** Where the first are, and whether there are more: « sources/a.csv:2, sources/a.csv:5… ». */
  ou(): string {
    return `${this.#exemples.join(', ')}${this.lignes > this.#exemples.length ? '…' : ''}`;
  }
}
