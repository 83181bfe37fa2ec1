import { describe, expect, it } from 'vitest';
import type { Attente } from '../../src/domain/conditions/attente.ts';
import { type Condition, essaisDecisifs } from '../../src/domain/conditions/condition.ts';
import { citer } from '../../src/domain/conditions/en-mots.ts';
import { ecrireAttente, ecrireContraire } from '../../src/domain/conditions/mecanismes.ts';
import { montant } from '../../src/domain/montant.ts';

const egal = (valeur: string): Attente => ({ type: 'egal', valeur });
const champ = (nom: string, attente: Attente = egal('x')): Condition => ({ type: 'champ', champ: nom, attente });

describe('une attente en mots', () => {
  it.each<[Attente, string]>([
    [egal('048'), '« 048 »'],
    [{ type: 'famille', prefixe: '04' }, '« 04* »'],
    [{ type: 'intervalle', debut: '041', fin: '044' }, '« 041..044 »'],
    [{ type: 'liste', attentes: [egal('900'), { type: 'famille', prefixe: '93' }] }, '« 900 » ou « 93* »'],
    [{ type: 'mots', mots: ['Mali'] }, 'le mot « Mali »'],
    [{ type: 'mots', mots: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'l’un des mots « a », « b », « c », « d », … (2 de plus)'],
    [{ type: 'commence_par', debut: 'TOTAL' }, 'un début « TOTAL »'],
    [{ type: 'montant', min: montant(100) }, 'au moins 1,00\u202f€'],
    [{ type: 'montant', min: montant(100), max: montant(-50) }, 'au moins 1,00\u202f€ et au plus \u22120,50\u202f€'],
    [{ type: 'present' }, 'une cellule remplie'],
    [{ type: 'sauf', attente: egal('900') }, 'tout sauf « 900 »'],
  ])('%j', (attente, mots) => {
    expect(ecrireAttente(attente)).toBe(mots);
  });

  it('se dit à l’envers sans double négation', () => {
    expect(ecrireContraire(egal('900'))).toBe('tout sauf « 900 »');
    expect(ecrireContraire({ type: 'sauf', attente: egal('900') })).toBe('« 900 »');
    expect(ecrireContraire({ type: 'absent' })).toBe('une cellule remplie');
  });

  it('un texte long est coupé, un texte vide n’est rien', () => {
    expect(citer('é'.repeat(100))).toBe(`« ${'é'.repeat(60)}… »`);
    expect(citer('')).toBe('rien');
  });
});

describe('ce qui décide d’une condition', () => {
  const vrais = new Set(['a', 'b']);
  const tient = (condition: Condition): boolean => {
    if (condition.type === 'champ') return vrais.has(condition.champ);
    if (condition.type === 'tous') return condition.conditions.every(tient);
    const une = condition.conditions.some(tient);
    return condition.type === 'un' ? une : !une;
  };
  const decisifs = (condition: Condition) =>
    essaisDecisifs(condition, tient).map((essai) => `${essai.voulue ? '' : 'non '}${essai.champ}`);
  const de = (type: 'tous' | 'un' | 'aucun', ...champs: readonly string[]): Condition => ({
    type,
    conditions: champs.map((nom) => champ(nom)),
  });

  it('de « tous », ce qui manque, ou tout', () => {
    expect(decisifs(de('tous', 'a', 'x', 'y'))).toEqual(['x', 'y']);
    expect(decisifs(de('tous', 'a', 'b'))).toEqual(['a', 'b']);
  });

  it('de « un », ce qui tient, ou tout', () => {
    expect(decisifs(de('un', 'x', 'b'))).toEqual(['b']);
    expect(decisifs(de('un', 'x', 'y'))).toEqual(['x', 'y']);
  });

  it('de « aucun », ce qui ne devait pas tenir, ou tout', () => {
    expect(decisifs(de('aucun', 'x', 'b'))).toEqual(['non b']);
    expect(decisifs(de('aucun', 'x', 'y'))).toEqual(['non x', 'non y']);
  });

  it('au fond d’une combinaison, seulement les branches qui décident', () => {
    const condition: Condition = {
      type: 'tous',
      conditions: [champ('a'), { type: 'aucun', conditions: [de('tous', 'a', 'b'), de('tous', 'a', 'x')] }],
    };
    expect(decisifs(condition)).toEqual(['non a', 'non b']);
  });
});
