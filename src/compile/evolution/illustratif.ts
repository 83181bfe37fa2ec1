import { plier } from '../../domain/textes/texte.ts';

/** Which of last year's amounts are made up to show the tool, as their sources say: all, some, none. */
export type Illustratif = 'tout' | 'partie' | 'non';

/** Whether a source says of an amount that it is made up. */
export function estIllustratif(caractere: string): boolean {
  return plier(caractere) === 'illustratif';
}

/** Whether all, some or none of several lines are illustrative. */
export function illustratifParmi(lignes: readonly { readonly caractere: string }[]): Illustratif {
  const nombre = lignes.filter(({ caractere }) => estIllustratif(caractere)).length;
  if (nombre === 0) return 'non';
  return nombre === lignes.length ? 'tout' : 'partie';
}
