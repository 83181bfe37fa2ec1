import { describe, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import type { Attente } from '../../src/domain/conditions/attente.ts';
import { type Condition, essaisDecisifs } from '../../src/domain/conditions/condition.ts';
import { ecrireAttente } from '../../src/domain/conditions/mecanismes.ts';
import { citerValeur } from '../../src/domain/textes/format.ts';

const egal = (valeur: string): Attente => ({ type: 'egal', valeur });
const champ = (nom: string, attente: Attente = egal('x')): Condition => ({ type: 'champ', champ: nom, attente });

describe('une attente en mots', () => {
  it('dit un montant négatif avec le signe moins', () => {
    expect(ecrireAttente({ type: 'montant', min: montant(100), max: montant(-50) })).toBe(
      'au moins 1,00\u202f€ et au plus \u22120,50\u202f€',
    );
  });

  it('un texte long est coupé, un texte vide n’est rien', () => {
    expect(citerValeur('é'.repeat(100))).toBe(`« ${'é'.repeat(60)}… »`);
    expect(citerValeur('')).toBe('rien');
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
