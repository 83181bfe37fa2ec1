import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fraction, fraction } from '../../src/domain/argent/fraction.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { croiserLesCentimes, repartir } from '../../src/domain/argent/part.ts';

/** Shares that make the whole. */
const partage = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 4 }).map((poids): Fraction[] => {
  const tous = poids.some((element) => element > 0) ? poids : [1];
  const total = tous.reduce((somme, element) => somme + element, 0);
  return tous.map((element) => fraction(element, total));
});

const nombre = (part: Fraction | undefined) => Number(part?.numerateur ?? 0n) / Number(part?.denominateur ?? 1n);

describe('croiser des partages', () => {
  it('rend chaque partage comme s’il était seul, et chaque cellule près de son produit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.array(partage, { maxLength: 3 }), (total, partages) => {
        const cellules = croiserLesCentimes(montant(total), partages);
        const combien = partages.reduce((produit, parts) => produit * parts.length, 1);
        expect(cellules.reduce((somme, { centimes }) => somme + centimes, 0)).toBe(total);
        for (const [dimension, parts] of partages.entries()) {
          const marge = parts.map((_, rang) =>
            cellules.reduce((somme, { rangs, centimes }) => somme + (rangs[dimension] === rang ? centimes : 0), 0),
          );
          expect(marge).toEqual(total === 0 ? parts.map(() => 0) : repartir(montant(total), parts));
        }
        for (const { rangs, centimes } of cellules) {
          expect(centimes).toBeGreaterThan(0);
          const attendu = rangs.reduce((reste, rang, dimension) => reste * nombre(partages[dimension]?.[rang]), total);
          expect(Math.abs(centimes - attendu)).toBeLessThanOrEqual(combien + partages.length);
        }
        expect(new Set(cellules.map(({ rangs }) => rangs.join())).size).toBe(cellules.length);
      }),
    );
  });

  it('met le centime qui reste là où il manque', () => {
    const moities = [fraction(1, 2), fraction(1, 2)];
    const cellules = croiserLesCentimes(montant(2), [moities, moities]);
    expect(cellules).toEqual([
      { rangs: [0, 0], centimes: 1 },
      { rangs: [1, 1], centimes: 1 },
    ]);
  });

  it('refuse un montant négatif', () => {
    expect(() => croiserLesCentimes(montant(-1), [])).toThrow(RangeError);
  });
});
