import type { Compte, Jaune } from '../../compile/jaune.ts';
import { type Critere, Selection } from '../../compile/selection.ts';
import { type Montant, montant } from '../../domain/montant.ts';

/** The ranks of the named lines that criteria select, and what they make. */
export function compterLesNommees(
  jaune: Jaune,
  criteres: readonly Critere[],
): { readonly rangs: readonly number[]; readonly centimes: number } {
  const selection = new Selection(jaune, criteres);
  const rangs: number[] = [];
  let centimes = 0;
  for (const [rang, affectation] of jaune.lignes.entries()) {
    const comptes = selection.compter(affectation);
    if (comptes === undefined) continue;
    rangs.push(rang);
    centimes += comptes;
  }
  return { rangs, centimes };
}

/** What lines that criteria select make of a figure. */
export function compterParmi(jaune: Jaune, rangs: readonly number[], criteres: readonly Critere[]): Montant {
  const selection = new Selection(jaune, criteres);
  let centimes = 0;
  for (const rang of rangs) {
    const affectation = jaune.lignes[rang];
    if (affectation) centimes += selection.compter(affectation) ?? 0;
  }
  return montant(centimes);
}

/**
 * The ranks of the lines of a figure whose lines may not all be named; nothing for a figure without lines, or when those that
 * are named do not make it to the cent: it then opens on none.
 */
export function nommerToutes(
  jaune: Jaune,
  { lignes, centimes }: Compte,
  criteres: readonly Critere[],
): readonly number[] | undefined {
  if (lignes === 0 || lignes > jaune.lignes.length) return undefined;
  const nommees = compterLesNommees(jaune, criteres);
  return nommees.rangs.length === lignes && nommees.centimes === centimes ? nommees.rangs : undefined;
}
