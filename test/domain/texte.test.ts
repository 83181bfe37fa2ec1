import { describe, expect, it } from 'vitest';
import { nomLePlusProche, normaliserCode, plier } from '../../src/domain/textes/texte.ts';

describe('un texte plié', () => {
  it.each([
    ['Coopération décentralisée', 'cooperation decentralisee'],
    ['COOPERATION-DECENTRALISEE', 'cooperation decentralisee'],
    ['Viêt Nam', 'viet nam'],
    ['Œuvre, cœur, ŒUVRE', 'oeuvre, coeur, oeuvre'],
    ['ex æquo', 'ex aequo'],
    ['Côte d’Ivoire', 'cote d ivoire'],
    ["Côte d'Ivoire", 'cote d ivoire'],
    ['Cote d´Ivoire', 'cote d ivoire'],
    ['São Paulo', 'sao paulo'],
    ['Île-de-France', 'ile de france'],
    ['Île\u2011de\u2011France', 'ile de france'],
    ['  deux\u00a0\u202f\tespaces\r\n ', 'deux espaces'],
    ['a/b_c—d', 'a b c d'],
    [' mali', 'mali'],
    ['mali ', 'mali'],
    ['e\u0301tranger', 'etranger'],
    ['İstanbul', 'istanbul'],
    ['Łódź', 'łodz'],
    ['Ελλάδα', 'ελλαδα'],
    ['« Mali »', '« mali »'],
    ['---', ''],
    ['', ''],
    [' ', ''],
  ])('%j devient %j', (texte, plie) => {
    expect(plier(texte)).toBe(plie);
    expect(plier(plie)).toBe(plie);
  });

  it('se plie de même quelle que soit sa longueur', () => {
    const long = 'Coopération décentralisée – Sénégal '.repeat(200);
    expect(plier(long)).toBe('cooperation decentralisee senegal '.repeat(200).trim());
  });
});

describe('un code', () => {
  it('se compare sans espaces, en capitales, et garde ses zéros', () => {
    expect(normaliserCode('hp 048-008')).toBe('HP048-008');
    expect(normaliserCode('\u00a0048 ')).toBe('048');
    expect(normaliserCode('048')).not.toBe(normaliserCode('48'));
  });
});

describe('le nom le plus proche', () => {
  it('se propose pour une faute de frappe, pas au-delà', () => {
    const noms = ['beneficiaire', 'libelle', 'chapitre'];
    expect(nomLePlusProche('bénéficiare', noms)).toBe('beneficiaire');
    expect(nomLePlusProche('libellé', noms)).toBe('libelle');
    expect(nomLePlusProche('date_convention', ['convention_objet', 'convention_date'])).toBe('convention_date');
    expect(nomLePlusProche('montant', noms)).toBeUndefined();
    expect(nomLePlusProche('page', ['pays'])).toBeUndefined();
    expect(nomLePlusProche('scld', ['apd', 'scdl'])).toBe('scdl');
    expect(nomLePlusProche('gabarits/sections/carte.hbs', ['gabarits/sections/lire.hbs'])).toBeUndefined();
    expect(nomLePlusProche('gabarits/section/pais.hbs', ['gabarits/sections/pays.hbs'])).toBeUndefined();
    expect(nomLePlusProche('gabarits/sections/syntese.hbs', ['gabarits/sections/synthese.hbs'])).toBe(
      'gabarits/sections/synthese.hbs',
    );
    expect(nomLePlusProche('', [])).toBeUndefined();
    expect(nomLePlusProche('x'.repeat(100), noms)).toBeUndefined();
  });
});
