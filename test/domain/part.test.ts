import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction, UN } from '../../src/domain/argent/fraction.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { ecrirePart, estLeTout, fauteDesParts, lirePart } from '../../src/domain/argent/part.ts';

describe('une part s’écrit', () => {
  it.each<[string, unknown]>([
    ['30 %', fraction(3, 10)],
    ['1/3', fraction(1, 3)],
    ['12 500,00 €', { exact: 1_250_000 }],
    ['12\u202f500 €', { exact: 1_250_000 }],
    ['12500.5 €', { exact: 1_250_050 }],
    ['0,01€', { exact: 1 }],
  ])('%s', (ecrite, lue) => {
    expect(lirePart(ecrite)).toEqual(lue);
  });

  it.each(['12 500', '0 €', '-5 €', '(5 €)', '€', '12,5.0 €', '130 %', '0 %', '12 500 € €', '30 % €', ''])(
    '« %s » n’en est pas une',
    (ecrite) => {
      expect(lirePart(ecrite)).toBeUndefined();
    },
  );

  it('et se relit telle qu’elle est écrite', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9e12 }), (centimes) => {
        const part = { exact: montant(centimes) };
        expect(lirePart(ecrirePart(part))).toEqual(part);
      }),
    );
  });

  it('un montant n’est jamais le tout', () => {
    expect([estLeTout(UN), estLeTout(fraction(1, 2)), estLeTout({ exact: montant(100) })]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('des parts tiennent ensemble', () => {
  const exacte = { exact: montant(100) };
  it.each([
    [[fraction(3, 10), fraction(7, 10)], undefined],
    [[fraction(3, 10), exacte], undefined],
    [[exacte, exacte], undefined],
    [[fraction(3, 5), fraction(1, 2)], 'les parts font 110\u202f%, plus que le tout'],
    [[UN, exacte], 'les pourcentages font déjà le tout : il ne reste rien pour les montants'],
  ])('%#', (parts, faute) => {
    expect(fauteDesParts(parts)).toBe(faute);
  });
});
