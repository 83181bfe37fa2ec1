import { describe, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import {
  accord,
  direEcart,
  direMontant,
  formaterColonne,
  formaterEntier,
  formaterEuros,
  formaterMilliers,
  formaterMillions,
  formaterPourcentage,
  sansLeTaire,
} from '../../src/domain/textes/format.ts';

/** Narrow no-break spaces made visible. */
const vu = (texte: string) => texte.replaceAll('\u202f', '_');

describe('l’écriture française', () => {
  it.each([
    [0, '0,00_€'],
    [5, '0,05_€'],
    [123_456, '1_234,56_€'],
    [-123_456, '\u22121_234,56_€'],
    [100_000_000, '1_000_000,00_€'],
    [99_999, '999,99_€'],
    [Number.MAX_SAFE_INTEGER, '90_071_992_547_409,91_€'],
  ])('%d centimes : %j', (centimes, attendu) => {
    expect(vu(formaterEuros(montant(centimes)))).toBe(attendu);
  });

  it.each([
    [4_619_000_000, '46,190_M€', '46_190_k€'],
    [971_700_000, '9,717_M€', '9_717_k€'],
    [2_816_900_000, '28,169_M€', '28_169_k€'],
    [0, '0,000_M€', '0_k€'],
    [49_999, '0,000_M€', '0_k€'],
    [50_000, '0,001_M€', '1_k€'],
    [-49_999, '0,000_M€', '0_k€'],
    [-50_000, '\u22120,001_M€', '\u22121_k€'],
    [149_999, '0,001_M€', '1_k€'],
    [Number.MAX_SAFE_INTEGER, '90_071_992,547_M€', '90_071_992_547_k€'],
  ])('%d centimes : %j, %j, à égale distance en s’éloignant de zéro', (centimes, millions, milliers) => {
    expect(vu(formaterMillions(montant(centimes)))).toBe(millions);
    expect(vu(formaterMilliers(montant(centimes)))).toBe(milliers);
  });

  it.each([
    [4_619_000_000, '46,2_M€'],
    [1_000_000_000, '10,0_M€'],
    [999_999_999, '10,00_M€'],
    [-971_700_000, '\u22129,72_M€'],
    [100_000_000, '1,00_M€'],
    [99_999_999, '999_999,99_€'],
    [5_050_000, '50_500_€'],
    [0, '0_€'],
  ])('%d centimes se disent %j dans une phrase', (centimes, dit) => {
    expect(vu(direMontant(montant(centimes)))).toBe(dit);
    expect(vu(direEcart(montant(centimes)))).toBe(centimes > 0 ? `+${dit}` : dit);
  });

  it('dit en euros ce qui ne serait rien dans l’unité', () => {
    const dire = sansLeTaire(formaterMillions);
    expect([0, -42_000, 49_999, 50_000].map((centimes) => vu(dire(montant(centimes))))).toEqual([
      '0,000_M€',
      '\u2212420_€',
      '499,99_€',
      '0,001_M€',
    ]);
  });

  it('accorde les noms', () => {
    expect([0, 1, 2, 1500].map((nombre) => vu(accord(nombre, 'ligne')))).toEqual([
      '0 ligne',
      '1 ligne',
      '2 lignes',
      '1_500 lignes',
    ]);
    expect(vu(formaterEntier(-1_234_567))).toBe('\u22121_234_567');
  });

  it('donne les parts à une décimale', () => {
    expect(vu(formaterPourcentage(3_647_300_000, 4_619_000_000))).toBe('79,0_%');
    expect(vu(formaterPourcentage(1, 3))).toBe('33,3_%');
    expect(vu(formaterPourcentage(2, 3))).toBe('66,7_%');
    expect(vu(formaterPourcentage(-1, 2))).toBe('\u221250,0_%');
    expect(vu(formaterPourcentage(-1, -2))).toBe('50,0_%');
    expect(formaterPourcentage(1, 0)).toBe('–');
  });
});

describe('une colonne arrondie', () => {
  const colonne = (centimes: number[], unite: 'euros' | 'milliers' | 'millions') => {
    const { valeurs, total, note } = formaterColonne(centimes.map(montant), unite);
    return { valeurs: valeurs.map(vu), total: vu(total), note: note && vu(note) };
  };

  it('n’a pas de note quand les arrondis tombent juste', () => {
    expect(colonne([971_700_000, 3_647_300_000], 'millions')).toEqual({
      valeurs: ['9,717', '36,473'],
      total: '46,190',
      note: undefined,
    });
    expect(colonne([], 'millions')).toEqual({ valeurs: [], total: '0,000', note: undefined });
    expect(colonne([1, 2, 3], 'euros').note).toBeUndefined();
    // Two differences that make up for one another are none.
    expect(colonne([60_000, 140_000], 'milliers')).toMatchObject({ valeurs: ['1', '1'], total: '2', note: undefined });
  });

  it('dit de combien la somme diffère sinon, sans tordre les parts', () => {
    expect(colonne([50_000, 50_000], 'milliers')).toEqual({
      valeurs: ['1', '1'],
      total: '1',
      note: 'Les montants sont arrondis séparément : leur somme diffère du total affiché de 1_k€.',
    });
    expect(colonne([40_000, 40_000, 40_000], 'millions')).toMatchObject({
      total: '0,001',
      note: expect.stringMatching(/de 0,001_M€\.$/),
    });
  });
});
