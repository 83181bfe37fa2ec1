import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlusGrands } from '../../src/compile/plus-grands.ts';

it('garde les plus grands montants en valeur absolue, dans l’ordre où ils sont venus', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 1500 }),
      fc.integer({ min: 1, max: 40 }),
      (montants, nombre) => {
        const plusGrands = new PlusGrands<number>(nombre);
        for (const [rang, montant] of montants.entries()) plusGrands.proposer(montant, rang, () => rang);
        const attendus = montants
          .map((montant, rang) => ({ poids: Math.abs(montant), rang }))
          .sort((gauche, droite) => droite.poids - gauche.poids || gauche.rang - droite.rang)
          .slice(0, nombre)
          .map(({ rang }) => rang)
          .sort((gauche, droite) => gauche - droite);
        expect(plusGrands.gardes().map(({ valeur }) => valeur)).toEqual(attendus);
      },
    ),
  );
});

it('ne fait un élément que s’il est assez grand', () => {
  const plusGrands = new PlusGrands<string>(1);
  let faits = 0;
  for (let rang = 0; rang < 2000; rang++)
    plusGrands.proposer(2000 - rang, rang, () => {
      faits += 1;
      return `rang ${rang}`;
    });
  expect(plusGrands.gardes().map(({ valeur }) => valeur)).toEqual(['rang 0']);
  expect(faits).toBeLessThan(300);
});
