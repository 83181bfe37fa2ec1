import type { Jaune } from '../../compile/jaune.ts';
import { partsEn } from '../../domain/affectation.ts';
import { type Montant, montant } from '../../domain/montant.ts';
import type { Dimension } from '../../domain/verdict.ts';
import type { LignesVues, LigneVue } from './vue-lignes.ts';

/** A line, and what it puts in a row of a table: the row's part, not the whole line. */
export interface ApportVue {
  readonly ligne: LigneVue;
  readonly montant: Montant;
}

/** What each line puts in each row of a table of the breakdown, by the key of the row, in the order of the lines. */
export function apportsDe(
  { lignes }: Jaune,
  vues: LignesVues,
  dimension: Dimension,
): ReadonlyMap<string, readonly ApportVue[]> {
  const apports = new Map<string, ApportVue[]>();
  for (const [rang, affectation] of lignes.entries()) {
    const ligne = vues[rang];
    if (ligne === undefined) continue;
    for (const { part, montant: centimes } of partsEn(affectation, 'internationale')) {
      const cle = part[dimension];
      const rangee = apports.get(cle) ?? [];
      if (rangee.length === 0) apports.set(cle, rangee);
      const dernier = rangee.at(-1);
      if (dernier?.ligne === ligne) rangee.pop();
      rangee.push({ ligne, montant: montant(centimes + (dernier?.ligne === ligne ? dernier.montant : 0)) });
    }
  }
  return apports;
}

/** The largest first; of equals, in the order of the lines. */
export function parMontant(apports: readonly ApportVue[]): ApportVue[] {
  return [...apports].sort((gauche, droite) => droite.montant - gauche.montant);
}
