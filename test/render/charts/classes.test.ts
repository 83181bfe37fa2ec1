import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { classerEnClasses, libellesDesClasses } from '../../../src/render/graphiques/classes.ts';

const euros = (...valeurs: number[]) => valeurs.map((valeur) => montant(valeur * 100));
const cents = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(montant);

describe('les classes d’une échelle', () => {
  it('ont des bornes rondes, et à peu près autant de montants', () => {
    const { bornes, classe } = classerEnClasses(
      euros(12_000, 29_500, 61_000, 118_000, 205_000, 340_000, 690_000, 910_000, 1_400_000, 2_245_502),
    );
    expect(bornes).toEqual(euros(70_000, 200_000, 700_000, 1_000_000));
    expect(euros(0, -5, 69_999, 70_000, 1_000_000, 9_000_000).map(classe)).toEqual([0, 0, 1, 2, 5, 5]);
  });

  it('se disent en français, chacune dans ses unités', () => {
    expect(
      libellesDesClasses(euros(500, 2_000, 50_000, 1_000_000)).map((mot) => mot.replaceAll('\u202f', ' ')),
    ).toEqual(['moins de 500 €', 'de 500 € à 2 k€', 'de 2 à 50 k€', 'de 50 k€ à 1 M€', '1 M€ et plus']);
    expect(libellesDesClasses([])).toEqual(['plus de 0\u202f€']);
  });

  it('grandissent avec les montants, sont rondes, et aucune n’est vide au-dessus de la première', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (valeurs, nombre) => {
        const { bornes, classe } = classerEnClasses(valeurs, nombre);
        expect(bornes.length).toBeLessThan(Math.max(nombre, 1));
        expect(bornes.every((borne) => /^[12357]0*00$/.test(String(borne)))).toBe(true);
        expect(bornes.every((borne, rang) => rang === 0 || borne > (bornes[rang - 1] ?? 0))).toBe(true);
        const rangs = [...valeurs].sort((a, b) => a - b).map(classe);
        expect(rangs).toEqual([...rangs].sort((a, b) => a - b));
        expect(valeurs.every((valeur) => (classe(valeur) === 0) === valeur <= 0)).toBe(true);
        for (let rang = 2; rang <= bornes.length + 1; rang++) expect(rangs).toContain(rang);
      }),
    );
  });

  it('ne dépendent pas de l’ordre', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 30 }), (valeurs) => {
        const [endroit, envers] = [classerEnClasses(valeurs).classe, classerEnClasses([...valeurs].reverse()).classe];
        expect(valeurs.map(endroit)).toEqual(valeurs.map(envers));
      }),
    );
  });
});
