import { describe, expect, it } from 'vitest';
import { motDeTotal } from '../../src/domain/textes/lexique.ts';

describe('les mots de total', () => {
  it.each([
    ['Sous-total culture', 'sous total'],
    ['SOUS-TOTAUX', 'sous totaux'],
    ['sous totaux par chapitre', 'sous totaux'],
    ['— Total', 'total'],
    ['Totaux : 12', 'totaux'],
    ['À reporter', 'a reporter'],
    ['Report', 'report'],
    ['Ensemble', 'ensemble'],
    ['ENSEMBLE DES SERVICES :', 'ensemble'],
    ['Cumul général', 'cumul'],
    ['Grand total', 'grand total'],
  ])('« %s » commence par l’un d’eux', (texte, mot) => {
    expect(motDeTotal(texte)).toBe(mot);
  });

  it.each([
    '',
    'Totalité des frais',
    'Reporters sans frontières',
    'Sous-préfecture',
    'Ensemble vocal',
    'Cumulus',
    'Montant total du marché',
  ])('« %s » n’en dit rien', (texte) => {
    expect(motDeTotal(texte)).toBeUndefined();
  });
});
