import { describe, expect, it } from 'vitest';
import { type EntreeNomenclature, type LienChapitre, Nomenclature } from '../../src/domain/codes/nomenclature.ts';
import type { Norme } from '../../src/domain/codes/normes.ts';

const source = 'plan de comptes';

function fonction(norme: Norme, code: string, debut: number, fin?: number, libelle = code): EntreeNomenclature {
  return { norme, type: 'fonction', code, libelle, debut, ...(fin === undefined ? {} : { fin }), source };
}

function chapitre(norme: Norme, code: string): EntreeNomenclature {
  return { norme, type: 'chapitre', code, libelle: code, section: 'fonctionnement', debut: 2005, source };
}

const ENTREES: EntreeNomenclature[] = [
  ...['0', '04', '041', '048', '05', '051', '4', '41', '44', '48', '5', '9'].map((code) => fonction('M57', code, 2015)),
  ...['0', '04', '041', '048', '4', '41'].map((code) => fonction('M71', code, 2005, 2023)),
  fonction('M71', '14', 2021, 2022, 'Plan de relance'),
  fonction('M57', '33', 2015, 2023, 'Action culturelle'),
  fonction('M57', '33', 2024, undefined, 'Jeunesse'),
  ...['930', '9305', '934', '9344', '939', '940'].map((code) => chapitre('M57', code)),
  ...['930', '934', '940'].map((code) => chapitre('M71', code)),
  ...['900', '920', '931'].map((code) => chapitre('M14', code)),
  ...['0', '1'].map((code) => fonction('M14', code, 1997, 2023)),
];
const LIENS: LienChapitre[] = [
  { norme: 'M57', chapitre: '9305', famille: '05', debut: 2015, source },
  { norme: 'M14', chapitre: '920', famille: '0', debut: 1997, source },
  { norme: 'M14', chapitre: '931', famille: '', debut: 1997, source },
];
const m57 = new Nomenclature('M57', 2024, ENTREES, LIENS);
const m71 = new Nomenclature('M71', 2012, ENTREES, LIENS);
const m14 = new Nomenclature('M14', 2012, ENTREES, LIENS);

describe('un code', () => {
  it('vaut dans sa norme et son exercice', () => {
    expect(m71.fonction('048')?.norme).toBe('M71');
    expect(m71.fonction('48')).toBeUndefined();
    expect(m57.fonction('33')?.libelle).toBe('Jeunesse');
    expect(new Nomenclature('M57', 2023, ENTREES).fonction('33')?.libelle).toBe('Action culturelle');
  });

  it('se lit sans ses espaces, et un chapitre sans son tiret', () => {
    expect(m71.fonction(' 048 ')?.code).toBe('048');
    expect(m57.chapitre('934-4')?.code).toBe('9344');
  });

  it('absent, dit où il existe : même norme d’abord', () => {
    expect(m71.chercher('fonction', '14')).toEqual({
      trouve: false,
      ailleurs: [{ norme: 'M71', debut: 2021, fin: 2022, libelle: 'Plan de relance' }],
    });
    expect(m71.chercher('fonction', '051')).toEqual({
      trouve: false,
      ailleurs: [{ norme: 'M57', debut: 2015, libelle: '051' }],
    });
    expect(new Nomenclature('M71', 2024, ENTREES).chercher('fonction', '048')).toMatchObject({
      ailleurs: [{ norme: 'M71', fin: 2023 }, { norme: 'M57' }],
    });
    expect(m71.chercher('fonction', '0999')).toEqual({ trouve: false, ailleurs: [] });
  });

  it('retiré de la norme, se trouve encore, tel qu’il était', () => {
    const m57 = new Nomenclature('M57', 2024, [...ENTREES, { ...fonction('M57', '06', 2015), fin: 2022 }]);
    expect(m57.fonction('06')).toBeUndefined();
    expect(m57.chercher('fonction', '06')).toMatchObject({ trouve: true, entree: { code: '06', fin: 2022 } });
    expect([m57.existeFamille('fonction', '06'), m57.famille('06')]).toEqual([true, []]);
    // A norm that is over has no code any more, taken out or not.
    expect(new Nomenclature('M71', 2024, ENTREES).chercher('fonction', '048').trouve).toBe(false);
  });

  it('en double est refusé', () => {
    expect(() => new Nomenclature('M57', 2024, [...ENTREES, fonction('M57', '048', 2020)])).toThrow(/fonction 048/);
  });
});

describe('une famille', () => {
  it('rassemble les codes qui commencent ainsi', () => {
    expect(m71.famille('04')).toEqual(['04', '041', '048']);
    expect(m71.famille('049')).toEqual([]);
    expect(m71.existeFamille('fonction', '04')).toBe(true);
    expect(m71.existeFamille('fonction', '05')).toBe(false);
    expect(m57.existeFamille('chapitre', '93')).toBe(true);
    expect(m57.existeFamille('chapitre', '92')).toBe(false);
  });

  it('ne contient pas les codes d’un autre exercice', () => {
    expect(m71.famille('1')).toEqual([]);
    expect(m71.estVide).toBe(false);
    expect(new Nomenclature('M71', 2024, ENTREES).estVide).toBe(true);
  });
});

describe('un chapitre et une fonction', () => {
  it.each([
    ['930', '048', true],
    ['930', '0', true],
    ['930', '41', false],
    ['934', '41', true],
    ['930', '051', false],
    ['9305', '051', true],
    ['930-5', '05', true],
    ['9305', '048', false],
    ['9305', '0', true],
    ['934', '44', false],
    ['9344', '44', true],
    ['9344', '41', false],
    ['940', '048', undefined],
    ['999', '048', undefined],
    ['930', '', undefined],
  ])('M57 %s et %s : %s', (chap, code, attendu) => {
    expect(m57.concordent(chap, code)).toBe(attendu);
  });

  it('suivent les liens de la norme', () => {
    expect(m14.famillesDuChapitre('920')).toEqual(['0']);
    expect(m14.famillesDuChapitre('931')).toEqual([]);
    expect(m14.concordent('920', '1')).toBe(false);
    expect(m14.concordent('931', '1')).toBeUndefined();
    expect(m71.famillesDuChapitre('930')).toEqual(['0']);
  });
});

describe('un zéro perdu', () => {
  it('se retrouve quand le code n’existe qu’avec lui', () => {
    expect(m71.zerosPerdus('48')).toBe('048');
    expect(m71.zerosPerdus('48', '930')).toBe('048');
    expect(m71.zerosPerdus('48', '934')).toBeUndefined();
    expect(m71.zerosPerdus('48', '940')).toBe('048');
  });

  it('se retrouve quand le chapitre contredit le code reçu', () => {
    expect(m71.zerosPerdus('41', '930')).toBe('041');
    expect(m71.zerosPerdus('41', '934')).toBeUndefined();
    expect(m71.zerosPerdus('41', '940')).toBeUndefined();
    expect(m71.zerosPerdus('41')).toBeUndefined();
  });

  it('ne s’invente pas', () => {
    expect(m71.zerosPerdus('048', '930')).toBeUndefined();
    expect(m71.zerosPerdus('77', '930')).toBeUndefined();
    expect(m71.zerosPerdus('')).toBeUndefined();
  });
});
