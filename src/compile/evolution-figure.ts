import { type Montant, montant } from '../domain/montant.ts';
import { plier } from '../domain/texte.ts';
import type { Figure, Illustratif } from './evolution-model.ts';

/**
 * Two amounts and what separates them.
 * @throws RangeError beyond what numbers count one by one
 */
export function figure(avant: Montant, maintenant: Montant): Figure {
  return { avant, maintenant, ecart: montant(maintenant - avant) };
}

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
