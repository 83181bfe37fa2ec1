import { describe, expect, it } from 'vitest';
import type { Chemin } from '../../src/domain/chemin.ts';
import { lireCondition } from '../../src/domain/conditions/lire-condition.ts';

function lire(brut: unknown) {
  const fautes: { ou: string; message: string }[] = [];
  const signaler = (chemin: Chemin, message: string) => fautes.push({ ou: chemin.join('.'), message });
  return { condition: lireCondition(brut, ['si'], signaler), fautes };
}

/** The expectation of the only field of a condition. */
function attente(brut: unknown) {
  const { condition, fautes } = lire({ libelle: brut });
  expect(fautes).toEqual([]);
  if (condition?.type !== 'tous' || condition.conditions[0]?.type !== 'champ')
    throw new Error('une condition attendue');
  return condition.conditions[0].attente;
}

describe('une attente s’écrit', () => {
  it.each<[ecrite: unknown, lue: unknown]>([
    ['048', { type: 'egal', valeur: '048' }],
    [' 048 ', { type: 'egal', valeur: '048' }],
    ['04*', { type: 'famille', prefixe: '04' }],
    ['041..044', { type: 'intervalle', debut: '041', fin: '044' }],
    ['041..041', { type: 'intervalle', debut: '041', fin: '041' }],
    [
      ['900', '93*', '041..044'],
      {
        type: 'liste',
        attentes: [
          { type: 'egal', valeur: '900' },
          { type: 'famille', prefixe: '93' },
          { type: 'intervalle', debut: '041', fin: '044' },
        ],
      },
    ],
    [
      { mots: ['Sénégal', 'coopération décentralisée'] },
      { type: 'mots', mots: ['Sénégal', 'coopération décentralisée'] },
    ],
    [{ mots: 'Sénégal' }, { type: 'mots', mots: ['Sénégal'] }],
    [{ commence_par: 'TOTAL' }, { type: 'commence_par', debut: 'TOTAL' }],
    [
      { min: '1 000', max: '5 000,50' },
      { type: 'montant', min: 100_000, max: 500_050 },
    ],
    [{ min: '-5' }, { type: 'montant', min: -500 }],
    [{ max: '0' }, { type: 'montant', max: 0 }],
    ['present', { type: 'present' }],
    ['absent', { type: 'absent' }],
    [{ sauf: 'depense' }, { type: 'sauf', attente: { type: 'egal', valeur: 'depense' } }],
    [{ sauf: '04*' }, { type: 'sauf', attente: { type: 'famille', prefixe: '04' } }],
    [{ sauf: ['a'] }, { type: 'sauf', attente: { type: 'liste', attentes: [{ type: 'egal', valeur: 'a' }] } }],
    [{ sauf: { mots: 'Mali' } }, { type: 'sauf', attente: { type: 'mots', mots: ['Mali'] } }],
  ])('%j', (ecrite, lue) => {
    expect(attente(ecrite)).toEqual(lue);
  });
});

describe('les conditions se combinent', () => {
  it('par tous, un et aucun, à toute profondeur', () => {
    const { condition, fautes } = lire({
      fonction: '048',
      un: [{ lieu: 'present' }, { aucun: [{ sens: 'recette' }] }],
    });
    expect(fautes).toEqual([]);
    expect(condition).toMatchObject({
      type: 'tous',
      conditions: [
        { type: 'champ', champ: 'fonction' },
        {
          type: 'un',
          conditions: [
            { type: 'tous', conditions: [{ champ: 'lieu' }] },
            { type: 'tous', conditions: [{ type: 'aucun', conditions: [{ type: 'tous' }] }] },
          ],
        },
      ],
    });
  });
});

describe('une condition mal écrite', () => {
  it.each<[brut: unknown, ou: string, message: RegExp]>([
    ['048', 'si', /liste de champs/],
    [null, 'si', /liste de champs/],
    [undefined, 'si', /liste de champs/],
    [['048'], 'si', /liste de champs/],
    [{}, 'si', /retiendrait toutes les lignes/],
    [{ tous: [] }, 'si.tous', /attend une liste/],
    [{ un: { fonction: '048' } }, 'si.un', /attend une liste/],
    [{ aucun: 'x' }, 'si.aucun', /attend une liste/],
    [{ un: [{ fonction: '048' }, {}] }, 'si.un.1', /retiendrait toutes/],
    [{ un: [{ fonction: '' }] }, 'si.un.0.fonction', /vide/],
    [{ fonction: '' }, 'si.fonction', /vide/],
    [{ fonction: '  ' }, 'si.fonction', /vide/],
    [{ fonction: null }, 'si.fonction', /vide/],
    [{ fonction: '*' }, 'si.fonction', /vide/],
    [{ fonction: '0*4*' }, 'si.fonction', /étoile/],
    [{ libelle: '- *' }, 'si.libelle', /retiendrait tout/],
    [{ fonction: '41..044' }, 'si.fonction', /longueurs différentes/],
    [{ fonction: '044..041' }, 'si.fonction', /inversées/],
    [{ fonction: [] }, 'si.fonction', /ne retiendrait rien/],
    [{ fonction: ['048', { mots: 'x' }] }, 'si.fonction.1', /ne contient que/],
    [{ fonction: ['048', ''] }, 'si.fonction.1', /vide/],
    [{ libelle: {} }, 'si.libelle.', /pas une attente connue/],
    [{ libelle: { mot: 'x' } }, 'si.libelle.mot', /« mot » n’est pas une attente/],
    [{ libelle: { mots: 'x', commence_par: 'y' } }, 'si.libelle', /qu’une clé/],
    [{ libelle: { mots: [] } }, 'si.libelle.mots', /attend un mot/],
    [{ libelle: { mots: ['x', ''] } }, 'si.libelle.mots', /attend un mot/],
    [{ libelle: { mots: ['x', ['y']] } }, 'si.libelle.mots', /attend un mot/],
    [{ libelle: { mots: '-' } }, 'si.libelle.mots', /attend un mot/],
    [{ libelle: { commence_par: '' } }, 'si.libelle.commence_par', /attend un texte/],
    [{ libelle: { commence_par: ['x'] } }, 'si.libelle.commence_par', /attend un texte/],
    [{ libelle: { commence_par: '---' } }, 'si.libelle.commence_par', /attend un texte/],
    [{ montant: { min: 'beaucoup' } }, 'si.montant.min', /« beaucoup » n’est pas un montant/],
    [{ montant: { max: '' } }, 'si.montant.max', /pas un montant/],
    [{ montant: { min: '5', mots: 'x' } }, 'si.montant', /ne se combinent pas/],
    [{ montant: { min: '5', max: '4,99' } }, 'si.montant', /min dépasse max/],
    [{ sens: { sauf: '' } }, 'si.sens.sauf', /vide/],
    [{ sens: { sauf: [] } }, 'si.sens.sauf', /ne retiendrait rien/],
    [{ montant: { sauf: { min: '5' } } }, 'si.montant.sauf', /ne porte pas sur un montant/],
  ])('%j se dit à sa place', (brut, ou, message) => {
    const { condition, fautes } = lire(brut);
    expect(condition).toBeUndefined();
    expect(fautes).toEqual([{ ou, message: expect.stringMatching(message) }]);
  });

  it('dit toutes ses fautes, et ne se lit pas à moitié', () => {
    const { condition, fautes } = lire({ fonction: '', libelle: { mots: 'bon' }, un: [{ lieu: '*' }, { sens: [] }] });
    expect(condition).toBeUndefined();
    expect(fautes.map(({ ou }) => ou)).toEqual(['si.fonction', 'si.un.0.lieu', 'si.un.1.sens']);
  });
});
