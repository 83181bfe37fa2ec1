import type { Fraction } from './fraction.ts';
import { type Montant, montant } from './montant.ts';
import { repartir } from './part.ts';

/** A cell of a crossing: for each way of splitting, the rank of its part, and the centimes that meet there. */
export interface CelluleCroisee {
  readonly rangs: readonly number[];
  readonly centimes: Montant;
}

/**
 * Crosses several ways of splitting one amount (by axis, by country…), each given as shares whose sum is the whole. Each
 * way of splitting adds up by itself to what {@link repartir} gives for it alone, to the centime, and cells are as near to
 * the product of the shares as whole centimes allow: they get its centimes rounded down, and what is left goes, in order,
 * where both the row and the column still lack some. Cells of no centime are left out.
 * @throws RangeError when the amount is negative, or shares do not add up to one
 */
export function croiserLesCentimes(total: Montant, partages: readonly (readonly Fraction[])[]): CelluleCroisee[] {
  if (total < 0) throw new RangeError('un montant négatif ne se croise pas');
  const marges = partages.map((parts) => repartir(total, parts));
  const cellules = new Map<string, { rangs: readonly number[]; centimes: number }>();
  const manques = marges.map((marge) => [...marge]) as number[][];
  for (const rangs of combinaisons(marges.map((marge) => marge.length))) {
    const centimes = produit(total, marges, rangs);
    cellules.set(rangs.join(), { rangs, centimes });
    retirer(manques, rangs, centimes);
  }
  for (let rangs = premiersManques(manques); rangs; rangs = premiersManques(manques)) {
    const centimes = Math.min(...rangs.map((rang, dimension) => manques[dimension]?.[rang] ?? 0));
    const cellule = cellules.get(rangs.join());
    if (cellule) cellule.centimes += centimes;
    retirer(manques, rangs, centimes);
  }
  return [...cellules.values()].flatMap(({ rangs, centimes }) =>
    centimes > 0 ? [{ rangs, centimes: montant(centimes) }] : [],
  );
}

/** All the ways to take one rank in each dimension, the last one turning fastest. */
function combinaisons(tailles: readonly number[]): number[][] {
  return tailles.reduce<number[][]>(
    (debuts, taille) => debuts.flatMap((debut) => Array.from({ length: taille }, (_, rang) => [...debut, rang])),
    [[]],
  );
}

/** total × Π (margin ⁄ total), rounded down. */
function produit(total: number, marges: readonly (readonly Montant[])[], rangs: readonly number[]): number {
  if (total === 0) return 0;
  let haut = BigInt(total);
  let bas = 1n;
  for (const [dimension, rang] of rangs.entries()) {
    haut *= BigInt(marges[dimension]?.[rang] ?? 0);
    bas *= BigInt(total);
  }
  return Number(haut / bas);
}

function retirer(manques: number[][], rangs: readonly number[], centimes: number): void {
  for (const [dimension, rang] of rangs.entries()) {
    const manque = manques[dimension];
    if (manque) manque[rang] = (manque[rang] ?? 0) - centimes;
  }
}

/** In each dimension, the first rank that still lacks centimes; nothing once all have theirs. */
function premiersManques(manques: readonly (readonly number[])[]): number[] | undefined {
  const rangs = manques.map((manque) => manque.findIndex((centimes) => centimes > 0));
  return rangs.length === 0 || rangs.includes(-1) ? undefined : rangs;
}
