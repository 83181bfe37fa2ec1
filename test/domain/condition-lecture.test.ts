import { describe, expect, it } from 'vitest';
import { lireCondition } from '../../src/domain/conditions/lire-condition.ts';
import type { Chemin } from '../../src/domain/constats/constat.ts';

function lire(brut: unknown) {
  const fautes: { ou: string; message: string }[] = [];
  const signaler = (chemin: Chemin, message: string) => fautes.push({ ou: chemin.join('.'), message });
  return { condition: lireCondition(brut, ['si'], signaler), fautes };
}

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
