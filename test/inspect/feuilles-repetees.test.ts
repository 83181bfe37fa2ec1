import { describe, expect, test } from 'vitest';
import { direRepetition, type FeuilleSommee } from '../../src/inspect/dire-repetition.ts';

const feuille = (nom: string, somme: number | undefined): FeuilleSommee => ({ nom, somme });

describe('une feuille qui en répète d’autres', () => {
  test('se voit à sa somme : celle de toutes, ou celle d’une seule', () => {
    const [sport, lycees] = [feuille('Sport', 1_050), feuille('Lycées', 250)];
    expect(direRepetition(feuille('Feuil3', 1_300), [sport, lycees])?.dite).toContain('la somme de toutes les autres');
    expect(direRepetition(feuille('Ancien', 1_050), [sport, lycees])?.dite).toContain('la feuille « Sport »');
    expect(direRepetition(feuille('Culture', 1_301), [sport, lycees])).toBeUndefined();
  });

  test('se voit à son nom quand ses montants ne se lisent pas', () => {
    expect(direRepetition(feuille('Récap', undefined), [feuille('Sport', 10)])?.dite).toContain('par son nom');
    expect(direRepetition(feuille('Récapitulatif 2012', undefined), [feuille('Sport', 10)])?.dite).toContain(
      'par son nom',
    );
    expect(direRepetition(feuille('Sport', undefined), [feuille('Lycées', 10)])).toBeUndefined();
  });

  test('seule dans son classeur, ou sans montant, ne répète rien', () => {
    expect(direRepetition(feuille('Récap', 10), [])).toBeUndefined();
    expect(direRepetition(feuille('Sport', 0), [feuille('Lycées', 0)])).toBeUndefined();
  });
});
