import { describe, expect, it } from 'vitest';
import { fraction, UN, ZERO } from '../../src/domain/argent/fraction.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { repartir } from '../../src/domain/argent/part.ts';

const TIERS = [fraction(1, 3), fraction(1, 3), fraction(1, 3)];

describe('un montant réparti', () => {
  it.each<[centimes: number, parts: number[]]>([
    [100, [34, 33, 33]],
    [101, [34, 34, 33]],
    [-100, [-34, -33, -33]],
    [1, [1, 0, 0]],
    [0, [0, 0, 0]],
  ])('%d centimes en trois tiers font %j', (centimes, parts) => {
    expect(repartir(montant(centimes), TIERS)).toEqual(parts);
  });

  it('donne les centimes de reste aux plus grands restes, les premiers d’abord', () => {
    expect(repartir(montant(10), [fraction(1, 4), fraction(3, 4)])).toEqual([3, 7]);
    expect(repartir(montant(1), [fraction(1, 10), fraction(9, 10)])).toEqual([0, 1]);
    expect(repartir(montant(7), [fraction(1, 2), fraction(1, 2)])).toEqual([4, 3]);
  });

  it('ne rend jamais un zéro négatif', () => {
    for (const part of repartir(montant(-1), TIERS).slice(1)) expect(Object.is(part, 0)).toBe(true);
  });

  it('tient les grands montants au centime', () => {
    const total = montant(Number.MAX_SAFE_INTEGER);
    expect(repartir(total, [UN])).toEqual([total]);
    const [gauche = 0, droite = 0] = repartir(total, [fraction(1, 3), fraction(2, 3)]);
    expect(gauche + droite).toBe(total);
    expect(gauche).toBe(3_002_399_751_580_330);
  });

  it('refuse des parts qui ne font pas un tout', () => {
    expect(() => repartir(montant(1), [])).toThrow(RangeError);
    expect(() => repartir(montant(1), [fraction(1, 2)])).toThrow(RangeError);
    expect(() => repartir(montant(1), [UN, fraction(1, 2)])).toThrow(RangeError);
    expect(repartir(montant(1), [ZERO, UN])).toEqual([0, 1]);
  });
});
