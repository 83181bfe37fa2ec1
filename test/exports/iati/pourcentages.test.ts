import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enPourcentages } from '../../../src/exports/iati/pourcentages.ts';

const somme = (pourcentages: Iterable<string | undefined>) =>
  [...pourcentages].reduce((total, ecrit = '') => {
    const [entier = '', decimales = ''] = ecrit.split('.');
    return total + BigInt(entier + decimales.padEnd(12, '0'));
  }, 0n);

describe('les pourcentages d’une activité', () => {
  it('font 100 exactement, aucun n’est nul, et les plus lourds ont le plus', () => {
    const poids = fc.array(fc.integer({ min: -1000, max: 900_000_000_000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(poids, (centimes) => {
        const entree = new Map(centimes.map((valeur, rang) => [String(rang), valeur]));
        const sortie = [...enPourcentages(entree)];
        if (sortie.length === 1) {
          expect(sortie[0]?.[1]).toBeUndefined();
          return;
        }
        expect(somme(sortie.map(([, ecrit]) => ecrit))).toBe(100n * 10n ** 12n);
        for (const [, ecrit] of sortie) {
          expect(ecrit).toMatch(/^\d{1,2}(\.\d*[1-9])?$/);
          expect(Number(ecrit)).toBeGreaterThan(0);
        }
        const parPoids = [...sortie].sort(
          ([gauche], [droite]) => (entree.get(gauche) ?? 0) - (entree.get(droite) ?? 0),
        );
        for (const [rang, [, ecrit]] of parPoids.entries())
          if (rang > 0) expect(Number(ecrit)).toBeGreaterThanOrEqual(Number(parPoids[rang - 1]?.[1]) - 0.01);
      }),
      { seed: 2013 },
    );
  });

  it.each([
    ['un seul', { a: 5 }, { a: undefined }],
    ['trois tiers', { a: 1, b: 1, c: 1 }, { a: '33.34', b: '33.33', c: '33.33' }],
    ['rien ne pèse', { a: 0, b: 0 }, { a: '50', b: '50' }],
    ['une annulation', { a: 100, b: -20 }, { a: undefined }],
    ['que des annulations', { a: -100, b: -100 }, { a: '50', b: '50' }],
    ['une miette', { a: 100_000_000, b: 1 }, { a: '99.999999', b: '0.000001' }],
  ])('%s', (_, poids, attendu) => {
    expect(Object.fromEntries(enPourcentages(new Map(Object.entries(poids))))).toEqual(attendu);
  });
});
