import { describe, expect, it } from 'vitest';
import {
  additionner,
  complement,
  ecrireFraction,
  estEntiere,
  fraction,
  lireFraction,
  multiplier,
  UN,
  ZERO,
} from '../../src/domain/argent/fraction.ts';

describe('une part', () => {
  it.each([
    ['30 %', 3, 10],
    ['30%', 3, 10],
    ['12,5 %', 1, 8],
    ['12.5 %', 1, 8],
    ['33,333333 %', 33_333_333, 100_000_000],
    ['100 %', 1, 1],
    ['1/3', 1, 3],
    ['2 / 6', 1, 3],
    ['1\u20443', 1, 3],
    ['4/4', 1, 1],
    [' 30\u202f% ', 3, 10],
    ['30\u00a0%', 3, 10],
  ])('%j vaut %d/%d', (texte, numerateur, denominateur) => {
    expect(lireFraction(texte)).toEqual(fraction(numerateur, denominateur));
  });

  it.each([
    '',
    '0 %',
    '0/3',
    '101 %',
    '100,1 %',
    '4/3',
    '1/0',
    '30',
    '0,3',
    '-30 %',
    '30 % %',
    '1/3 %',
    'un tiers',
    '1e2 %',
  ])('%j n’en est pas une', (texte) => {
    expect(lireFraction(texte)).toBeUndefined();
  });

  it.each([
    [3, 10, '30\u202f%'],
    [1, 8, '12,5\u202f%'],
    [1, 3, '1\u20443'],
    [1, 1, '100\u202f%'],
    [1, 400, '0,25\u202f%'],
    [1, 10_000, '0,01\u202f%'],
    [1, 100_000, '1\u2044100000'],
    [0, 1, '0\u202f%'],
  ])('%d/%d s’écrit %j, et se relit', (numerateur, denominateur, texte) => {
    const part = fraction(numerateur, denominateur);
    expect(ecrireFraction(part)).toBe(texte);
    if (numerateur > 0) expect(lireFraction(texte)).toEqual(part);
  });

  it('est irréductible, et jamais négative', () => {
    expect(fraction(4, 6)).toEqual({ numerateur: 2n, denominateur: 3n });
    expect(fraction(0, 6)).toEqual(ZERO);
    expect(() => fraction(-1, 2)).toThrow(RangeError);
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => fraction(0.5, 1)).toThrow(RangeError);
  });
});

describe('le calcul des parts', () => {
  it('est exact', () => {
    expect(multiplier(fraction(1, 2), fraction(3, 10))).toEqual(fraction(3, 20));
    expect(additionner([])).toEqual(ZERO);
    expect(estEntiere(additionner([fraction(1, 3), fraction(1, 6), fraction(1, 2)]))).toBe(true);
    expect(complement(fraction(3, 10))).toEqual(fraction(7, 10));
    expect(complement(UN)).toEqual(ZERO);
    expect(complement(fraction(11, 10))).toBeUndefined();
  });

  it('reste exact quand quatre partages fins se croisent', () => {
    const fin = [fraction(333_333, 1_000_000), fraction(666_667, 1_000_000)];
    const croises = fin.flatMap((a) =>
      fin.flatMap((b) => fin.flatMap((c) => fin.map((d) => multiplier(multiplier(a, b), multiplier(c, d))))),
    );
    expect(croises).toHaveLength(16);
    expect(additionner(croises)).toEqual(UN);
  });
});
