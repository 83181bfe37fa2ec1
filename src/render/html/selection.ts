import type { Critere } from '../../compile/criteria.ts';
import type { Compte, Jaune } from '../../compile/jaune.ts';
import { Selection } from '../../compile/selection.ts';
import { montant } from '../../domain/montant.ts';

/**
 * What the named lines give for criteria, and their ranks. Where a figure's lines may not all be named, it opens on them only
 * if they make it to the cent.
 */
export function compterLesNommees(
  jaune: Jaune,
  criteres: readonly Critere[],
): Compte & { readonly rangs: readonly number[] } {
  const selection = new Selection(jaune, criteres);
  const rangs: number[] = [];
  let centimes = 0;
  for (const [rang, affectation] of jaune.lignes.entries()) {
    const comptes = selection.compter(affectation);
    if (comptes === undefined) continue;
    rangs.push(rang);
    centimes += comptes;
  }
  return { rangs, lignes: rangs.length, centimes: montant(centimes) };
}
