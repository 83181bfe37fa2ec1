import { plier } from '../domain/texte.ts';

/** Spares folding nearly all cells: accents are `\W`. */
const DEBUT = /^\W*(?:[st][o\W]|r[e\W]|a\W)/i;
const TOTAL = /^[^a-z0-9]*(sous total|sous totaux|total|totaux|a reporter|report)(?![a-z0-9])/;

/** The folded word of a total by which a cell starts, or nothing. */
export function motDeTotal(cellule: string): string | undefined {
  return DEBUT.test(cellule) ? TOTAL.exec(plier(cellule))?.[1] : undefined;
}

/** Whether a cell starts as those of rows that sum up others do. */
export function commenceParTotal(cellule: string): boolean {
  return motDeTotal(cellule) !== undefined;
}
