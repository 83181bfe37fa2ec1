import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lireLesFinanceurs } from '../../src/domain/argent/financeurs-ecrits.ts';

const dits = (ecrit: string) =>
  lireLesFinanceurs(ecrit).map(({ nom, montant }) => (montant === undefined ? nom : [nom, montant]));

describe('les financeurs qu’une cellule écrit', () => {
  it.each([
    ['Essonne : 5 000 €', [['Essonne', 500_000]]],
    ['Yvelines (5 000,50 €)', [['Yvelines', 500_050]]],
    [
      'Essonne : 5 000 € + Yvelines : 5000 euros',
      [
        ['Essonne', 500_000],
        ['Yvelines', 500_000],
      ],
    ],
    [
      'Essonne : 5 000 €, Yvelines : 5 000 €',
      [
        ['Essonne', 500_000],
        ['Yvelines', 500_000],
      ],
    ],
    ['État - 12 000 EUR ; ville de Dakar', [['État', 1_200_000], 'ville de Dakar']],
    ['15 000 € de l’État', [['État', 1_500_000]]],
    ["15 000 de l'État", [['État', 1_500_000]]],
    ['5000 euros du département de l’Essonne', [['département de l’Essonne', 500_000]]],
    ['Union européenne (Erasmus) : 1 234 567,89 €', [['Union européenne (Erasmus)', 123_456_789]]],
  ])('« %s » : des montants où elle en donne', (ecrit, attendu) => expect(dits(ecrit)).toEqual(attendu));

  it.each([
    '4 départements : 5 000 €',
    'quatre départements : 5 000 €',
    'chaque département : 5 000 €',
    '20 % de 25 000 €',
    'Département 91 500 €',
    'Essonne : -5 000 €',
    'Essonne : - 5 000 €',
    'Essonne : environ 5 000 €',
    'Essonne : 5 000 € chacun',
    'Essonne (5 000 €',
    'Essonne : 5.000 €',
    'Essonne : 5 k€',
    'Essonne : 5 000',
    'Essonne / Yvelines : 5 000 €',
    'Total : 25 000 €',
    'dont Essonne : 5 000 €',
    'Essonne : 4 × 5 000 €',
    '5 000 €',
    '5 000 € de subvention',
    '15000 de l’État',
    '5 000 € de chaque département',
    '5 000 € de la ville et du département',
    '5 000 € de 4 régions',
  ])('« %s » reste en mots', (ecrit) => expect(dits(ecrit)).toEqual([ecrit]));

  it('ne viennent jamais de rien : chaque montant est écrit, en euros, après un signe', () => {
    const morceau = fc.constantFrom(
      'Essonne',
      ' ',
      ':',
      '(',
      ')',
      '5 000',
      '20 %',
      '€',
      'euros',
      '-',
      '+',
      '/',
      ',',
      ';',
      'k',
      '4',
      '.',
      '\n',
      'chacun',
      '×',
    );
    fc.assert(
      fc.property(fc.array(morceau, { maxLength: 14 }), (morceaux) => {
        const ecrit = morceaux.join('');
        for (const { nom, montant } of lireLesFinanceurs(ecrit)) {
          expect(ecrit).toContain(nom);
          if (montant === undefined) continue;
          expect(montant).toBeGreaterThanOrEqual(0);
          const chiffres = String(montant).replace(/00$/, '');
          const apres = ecrit.slice(ecrit.indexOf(nom) + nom.length);
          expect(apres).toMatch(new RegExp(`^\\s*[:(=–—-]\\s*${[...chiffres].join('[ ,]?')}`));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('se relisent tels quels : noms de lettres et montants entiers', () => {
    const nom = fc.stringMatching(/^[B-DF-Z][a-z]{3,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(nom, fc.integer({ min: 0, max: 9_999_999 })), { minLength: 1 }), (liste) => {
        const connus = liste.filter(
          ([mot]) =>
            !/^(?:deux|trois|quatre|cinq|sept|huit|neuf|plusieurs|divers|chaque|chacun|total|cout|reste|solde|dont|soit)/i.test(
              mot,
            ) && !/(?:chacune?|par|environ|maximum|minimum|jusqu)$/i.test(mot),
        );
        const ecrit = connus.map(([mot, euros]) => `${mot} : ${euros} €`).join(' ; ');
        expect(dits(ecrit)).toEqual(connus.map(([mot, euros]) => [mot, euros * 100]));
      }),
    );
  });

  it('se lisent d’une cellule démesurée sans s’y perdre', () => {
    expect(lireLesFinanceurs(`${'a('.repeat(200_000)}5 €`)).toHaveLength(1);
    expect(lireLesFinanceurs('1 '.repeat(200_000))).toHaveLength(1);
  }, 5_000);
});
