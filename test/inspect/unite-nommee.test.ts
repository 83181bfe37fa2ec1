import { describe, expect, test } from 'vitest';
import { uniteAnnoncee, uniteNommee } from '../../src/inspect/unite-nommee.ts';

describe('l’unité que nomme un titre', () => {
  test.each([
    ['Engagé', undefined],
    ['Engagé (€)', 'euros'],
    ['Montant en euros', 'euros'],
    ['Engagé (k€)', 'milliers'],
    ['Engagé (kEUR)', 'milliers'],
    ['Engagé K euros', 'milliers'],
    ['Engagé (milliers d’euros)', 'milliers'],
    ['Engagé (M€)', 'millions d’euros'],
    ['Engagé en M€', 'millions d’euros'],
    ['Engagé (MEUR)', 'millions d’euros'],
    ['Engagé (millions d’euros)', 'millions d’euros'],
    ['Engagé (Md€)', 'milliards d’euros'],
    ['Engagé (centimes)', 'centimes'],
    ['Engagé (euros et centimes)', 'euros'],
    ['Engagé (francs)', 'francs'],
    ['Engagé (FCFA)', 'francs CFA'],
    ['Engagé (F CFA)', 'francs CFA'],
    ['Engagé en francs CFA', 'francs CFA'],
    ['Engagé (USD)', 'dollars'],
    ['Engagé, Europe', undefined],
    ['Mécénat', undefined],
  ])('%s : %s', (titre, unite) => {
    expect(uniteNommee(titre)).toBe(unite);
  });
});

describe('l’unité que dit un texte autour du tableau', () => {
  test.each([
    ['Montants en M€', 'millions d’euros'],
    ['Montants exprimés en milliers d’euros', 'milliers'],
    ['Budget primitif (k€)', 'milliers'],
    ['Budget primitif – k€', 'milliers'],
    ['Unité : M€', 'millions d’euros'],
    ['k€', 'milliers'],
    ['Montants (en euros)', 'euros'],
    ['Programme 3 millions d’arbres', undefined],
    ['Des milliers d’élèves', undefined],
    ['Aide aux pays de la zone franc', undefined],
    ['Total des pays de la zone CFA', undefined],
  ])('%s : %s', (texte, unite) => {
    expect(uniteAnnoncee(texte)).toBe(unite);
  });
});
