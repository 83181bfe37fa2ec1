import { describe, expect, it } from 'vitest';
import { compilerCondition, type Lecteurs } from '../../src/domain/conditions/compiler-condition.ts';
import { lireCondition } from '../../src/domain/conditions/lire-condition.ts';
import { type Montant, montant } from '../../src/domain/montant.ts';

interface Objet {
  readonly fonction: string;
  readonly libelle: string;
  readonly montant?: Montant;
}

const LECTEURS: Lecteurs<Objet> = {
  texte: (champ) => (champ === 'fonction' || champ === 'libelle' ? (objet) => objet[champ] : undefined),
  montant: (objet) => objet.montant,
  estCode: (champ) => champ === 'fonction',
};

function vaut(si: unknown, objet: Partial<Objet>, lecteurs = LECTEURS): boolean {
  const condition = lireCondition(si, [], (chemin, message) => {
    throw new Error(`${chemin.join('.')} : ${message}`);
  });
  if (!condition) throw new Error('condition illisible');
  return compilerCondition(condition, lecteurs)({ fonction: '', libelle: '', ...objet });
}

describe('une attente sur un code', () => {
  it.each<[attente: unknown, oui: string[], non: string[]]>([
    ['048', ['048', ' 0 48 '], ['48', '0480', '']],
    ['hp 048-008', ['HP048-008', 'HP 048-008'], ['HP 048 008']],
    ['04*', ['04', '048', ' 04 1'], ['4', '0', '']],
    ['041..044', ['041', '042', '044'], ['04', '045', '0415', '40', '']],
    [
      ['900', '93*'],
      ['900', '93', '9305'],
      ['90', '9000', ''],
    ],
    ['present', ['0'], ['', ' ']],
    ['absent', ['', ' '], ['0']],
    [{ sauf: '048' }, ['48', ''], ['048']],
    [{ sauf: ['048', '041..044'] }, ['045'], ['048', '042']],
    [{ commence_par: 'HP' }, ['hp 048', 'HP'], ['048']],
    [{ mots: '048' }, ['HP 048-008'], ['HP 0481']],
    [{ sauf: { commence_par: 'HP' } }, ['048'], ['hp 048', 'HP']],
    [{ sauf: { mots: '048' } }, ['HP 0481'], ['HP 048-008']],
  ])('%j', (attente, oui, non) => {
    for (const fonction of oui) expect([fonction, vaut({ fonction: attente }, { fonction })]).toEqual([fonction, true]);
    for (const fonction of non)
      expect([fonction, vaut({ fonction: attente }, { fonction })]).toEqual([fonction, false]);
  });
});

describe('une attente sur un texte', () => {
  it.each<[attente: unknown, oui: string[], non: string[]]>([
    ['Coopération décentralisée', ['COOPERATION-DECENTRALISEE', ' coopération  décentralisée '], ['coopération', '']],
    ['Coop*', ['coopération', 'COOP'], ['la coopération', '']],
    [
      { mots: ['Sénégal', 'coopération décentralisée'] },
      ['Aide au SENEGAL', 'coopération-décentralisée'],
      ['sénégalais'],
    ],
    [{ commence_par: 'TOTAL' }, ['Total général', 'total'], ['sous-total', '']],
    [{ sauf: { mots: 'Mali' } }, ['Niger', '', 'malien'], ['le Mali']],
  ])('%j', (attente, oui, non) => {
    for (const libelle of oui) expect([libelle, vaut({ libelle: attente }, { libelle })]).toEqual([libelle, true]);
    for (const libelle of non) expect([libelle, vaut({ libelle: attente }, { libelle })]).toEqual([libelle, false]);
  });
});

describe('une attente sur un montant', () => {
  it('comprend ses bornes', () => {
    const si = { montant: { min: '1 000', max: '5 000,50' } };
    const oui = [100_000, 500_050].map((centimes) => vaut(si, { montant: montant(centimes) }));
    const non = [99_999, 500_051, -100_000].map((centimes) => vaut(si, { montant: montant(centimes) }));
    expect([oui, non]).toEqual([
      [true, true],
      [false, false, false],
    ]);
  });

  it('n’est jamais remplie par un montant absent', () => {
    expect(vaut({ montant: { min: '-1 000' } }, {})).toBe(false);
    expect(vaut({ aucun: [{ montant: { min: '0' } }] }, {})).toBe(true);
  });
});

describe('les combinaisons', () => {
  const bon = { libelle: 'bon' };
  const faux = { libelle: 'mauvais' };
  it.each<[si: unknown, attendu: boolean]>([
    [{ tous: [bon, bon] }, true],
    [{ tous: [bon, faux] }, false],
    [{ un: [faux, bon] }, true],
    [{ un: [faux, faux] }, false],
    [{ un: [faux] }, false],
    [{ aucun: [faux, faux] }, true],
    [{ aucun: [bon] }, false],
    [{ aucun: [faux] }, true],
    [{ aucun: [faux, bon] }, false],
    [{ ...bon, fonction: 'absent' }, true],
    [{ ...bon, fonction: 'present' }, false],
    [{ aucun: [{ aucun: [bon] }] }, true],
  ])('%j', (si, attendu) => {
    expect(vaut(si, { libelle: 'bon' })).toBe(attendu);
  });
});

describe('un champ que les objets n’ont pas', () => {
  it('est une faute de programmation, jamais « non »', () => {
    expect(() => vaut({ inconnu: 'x' }, {})).toThrow(RangeError);
    const { montant: _sans, ...lecteurs } = LECTEURS;
    expect(() => vaut({ montant: { min: '0' } }, {}, lecteurs)).toThrow(RangeError);
  });
});
