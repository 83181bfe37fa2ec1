import type { Colonne } from '../../compile/grille/colonne.ts';

/** An edition on a grid, with what names it to whoever gave it. */
export interface EditionOfGrid {
  readonly path: string;
  readonly colonne: Colonne;
  readonly warnings: number;
}
