import { describe, expect, it } from 'vitest';
import { lireUnPartage, relireUnPartage } from '../../src/domain/verdict/partage-ecrit.ts';

const CODES = new Map([
  ['Sénégal', 'SEN'],
  ['Mali', 'MLI'],
  ['Antigua et Barbuda', 'ATG'],
]);
const PAYS = {
  nom: 'pays',
  lire: (ecrite: string) => CODES.get(ecrite) ?? { message: `« ${ecrite} » inconnu`, remede: '' },
};
const lire = (ecrit: string) => {
  const lu = lireUnPartage(ecrit, PAYS);
  return typeof lu === 'string' ? lu : lu.message;
};

describe('plusieurs valeurs avec leurs parts', () => {
  it.each([
    ['Sénégal', 'SEN'],
    ['Antigua et Barbuda', 'ATG'],
    ['Sénégal 100 %', 'SEN'],
    ['Sénégal 60 %, Mali 40 %', 'MLI : 40 % ; SEN : 60 %'],
    ['Mali : 40 % ; Sénégal : 60 %', 'MLI : 40 % ; SEN : 60 %'],
    ['Mali (40%),Sénégal (60%)', 'MLI : 40 % ; SEN : 60 %'],
    ['Sénégal 62,5 % et Mali 37,5 %', 'MLI : 37,5 % ; SEN : 62,5 %'],
    ['Antigua et Barbuda 1/3 et Mali 2/3', 'ATG : 1⁄3 ; MLI : 2⁄3'],
    ['Sénégal 60 %, Mali 30 %, non ventilé 10 %', 'MLI : 30 % ; SEN : 60 %'],
    ['Sénégal 12 500,50 €, Mali 40 %', 'MLI : 40 % ; SEN : 12 500,50 €'],
  ])('%s', (ecrit, lu) => expect(lire(ecrit).replace(/[\u00a0\u202f]/g, ' ')).toBe(lu));

  it.each([
    ['Sénégale', /« Sénégale » inconnu/],
    ['Sénégal, Mali', /nomme 2 pays sans dire la part de chacun/],
    ['Sénégal et Mali', /nomme 2 pays sans dire la part de chacun/],
    ['Sénégal 60 %, Mali', /nomme 2 pays sans dire la part de chacun/],
    ['Sénégal 60 %, Malie 40 %', /dans « .* », « Malie » inconnu/],
    ['Sénégal 60 %, Mali 30 %', /font 90/],
    ['Sénégal 60 %', /font 60/],
    ['Sénégal 60 %, Mali 50 %', /plus que le tout/],
    ['Sénégal 60 %, Sénégal 40 %', /deux fois le même pays/],
    ['Sénégal 100 %, Mali 0 %', /n’en est pas une/],
    ['Sénégal 100 %, Mali 3 €', /il ne reste rien pour les montants/],
    ['non ventilé 100 %', /ne nomme aucun pays/],
    ['Sénégal 60, Mali 40', /« Sénégal 60, Mali 40 » inconnu/],
    ['Sénégal 1 % ; '.repeat(200), /trop long/],
  ])('refuse %s', (ecrit, dit) => expect(lire(ecrit)).toMatch(dit));

  it('ce qui est lu se relit', () => {
    expect(relireUnPartage('SEN')).toEqual([{ valeur: 'SEN', part: { numerateur: 1n, denominateur: 1n } }]);
    expect(relireUnPartage(String(lireUnPartage('Sénégal 1/3, Mali 12 500,50 €', PAYS)))).toEqual([
      { valeur: 'MLI', part: { exact: 1_250_050 } },
      { valeur: 'SEN', part: { numerateur: 1n, denominateur: 3n } },
    ]);
  });
});
