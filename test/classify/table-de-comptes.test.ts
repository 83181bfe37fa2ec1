import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RIEN, TableDeComptes } from '../../src/classify/memoire/table-de-comptes.ts';

const cle = fc.oneof(
  fc.constantFrom('', 'a', 'aa', 'libelle été', 'libelle ete', 'mot \u{1f30d}'),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.nat(3_000).map(String),
);
const note = fc.tuple(cle, fc.constantFrom('0999', '2009', '2010', '2011'), fc.boolean());

it('compte sous chaque clé ce qu’une liste y compterait, si nombreuses et si longues qu’elles soient', () => {
  fc.assert(
    fc.property(fc.array(note, { maxLength: 4_000, size: 'max' }), fc.array(cle), (notes, autres) => {
      const table = new TableDeComptes();
      for (const [sous, exercice, internationale] of notes) table.noter(sous, exercice, internationale);
      for (const sous of new Set([...notes.map(([chacune]) => chacune), ...autres])) {
        const siennes = notes.filter(([autre]) => autre === sous);
        const annees = siennes.map(([, exercice]) => exercice).sort();
        expect(table.lire(sous)).toEqual(
          siennes.length === 0
            ? RIEN
            : {
                lignes: siennes.length,
                internationales: siennes.filter(([, , oui]) => oui).length,
                depuis: annees[0],
                jusque: annees.at(-1),
              },
        );
      }
    }),
    { seed: 20121213, numRuns: 20 },
  );
});

it('en tient des centaines de milliers, chacune à sa place', () => {
  const table = new TableDeComptes();
  for (let rang = 0; rang < 300_000; rang++) table.noter(`beneficiaire association ${rang % 200_000}`, '2011', true);
  for (const rang of [0, 1, 99_999, 100_000, 199_999])
    expect([rang, table.lire(`beneficiaire association ${rang}`).lignes]).toEqual([rang, rang < 100_000 ? 2 : 1]);
  expect(table.lire('beneficiaire association 200000')).toBe(RIEN);
});

it('en tient de plus longues qu’une page, et celles qui viennent après', () => {
  const table = new TableDeComptes();
  const longue = (rang: number) => `${rang} ${'été '.repeat(80_000)}`;
  for (let rang = 0; rang < 4; rang++) {
    table.noter(longue(rang), '2011', false);
    for (let courte = 0; courte < 10_000; courte++) table.noter(`mot ${rang} ${courte}`, '2011', true);
  }
  for (let rang = 0; rang < 4; rang++) {
    expect(table.lire(longue(rang))).toMatchObject({ lignes: 1, internationales: 0 });
    for (const courte of [0, 1, 9_999])
      expect(table.lire(`mot ${rang} ${courte}`)).toMatchObject({ lignes: 1, internationales: 1 });
  }
  expect(table.lire(longue(4))).toBe(RIEN);
});
