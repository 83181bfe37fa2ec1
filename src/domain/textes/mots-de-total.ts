import { plier } from './texte.ts';

/** Spares folding nearly all cells: accents are `\W`. */
const DEBUT = /^\W*(?:[st][o\W]|r[e\W]|a\W)/i;
/** How the rows that sum up others, or carry a page over, begin once folded. */
const TOTAL = /^[^a-z0-9]*(sous total|sous totaux|total|totaux|a reporter|report)(?![a-z0-9])/;

/** The folded word of a total by which a text starts, or nothing. */
export function motDeTotal(texte: string): string | undefined {
  return DEBUT.test(texte) ? TOTAL.exec(plier(texte))?.[1] : undefined;
}

/** Whether a text starts as those of rows that sum up others do. */
export function commenceParTotal(texte: string): boolean {
  return motDeTotal(texte) !== undefined;
}
