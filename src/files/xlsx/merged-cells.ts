import { COLONNES_MAX, lirePlage, type Plage } from './cell-address.ts';
import { ClasseurIllisible } from './unreadable.ts';

/**
 * The merged cells of a sheet, for whoever goes down its rows: the cost is that of the ranges, whatever their number and
 * that of the rows.
 */
export class FusionsDeFeuille {
  readonly #plages: readonly (Plage & { readonly ecrite: string })[];
  /** For each column, the last range that began at or above the row. */
  readonly #parColonne = new Int32Array(COLONNES_MAX).fill(-1);
  #suivante = 0;
  #rangee = 0;

  /** @throws ClasseurIllisible for a range that no sheet has */
  constructor(ecrites: readonly string[]) {
    this.#plages = ecrites
      .map((ecrite) => {
        const plage = lirePlage(ecrite);
        if (plage === undefined)
          throw new ClasseurIllisible('abime', `des cellules fusionnées en « ${ecrite.slice(0, 40)} »`);
        return { ...plage, ecrite };
      })
      .sort((gauche, droite) => gauche.rangees[0] - droite.rangees[0]);
  }

  /** Goes down to a row, from 1. */
  descendre(rangee: number): void {
    this.#rangee = rangee;
    for (;;) {
      const plage = this.#plages[this.#suivante];
      if (plage === undefined || plage.rangees[0] > rangee) return;
      this.#parColonne.fill(this.#suivante, plage.colonnes[0] - 1, plage.colonnes[1]);
      this.#suivante += 1;
    }
  }

  /** The range to which a cell of the row belongs without being its first cell, the only one that shows anything. */
  plageDe(colonne: number): string | undefined {
    const plage = this.#plages[this.#parColonne[colonne] ?? -1];
    if (plage === undefined || plage.rangees[1] < this.#rangee) return undefined;
    const estLaPremiere = plage.rangees[0] === this.#rangee && plage.colonnes[0] === colonne + 1;
    return estLaPremiere ? undefined : plage.ecrite;
  }
}
