import { describe, expect, it } from 'vitest';
import { locateField, locateRecord } from '../../src/files/csv-place.ts';

describe('la place d’un champ', () => {
  it.each<[enregistrement: string, rang: number, ligne: number, colonne: number, souligne: string]>([
    ['a;bc;d', 0, 7, 1, 'a'],
    ['a;bc;d\r\n', 1, 7, 3, 'bc'],
    ['a;bc;d\n', 2, 7, 6, 'd'],
    ['"a;b";c', 0, 7, 2, 'a;b'],
    ['"a;b";c', 1, 7, 7, 'c'],
    ['"a ""b""";c', 0, 7, 2, 'a ""b""'],
    ['"a\nb";"c"\n', 1, 8, 5, 'c'],
    ['"a\r\n\r\nb";c\r\n', 1, 9, 4, 'c'],
    ['"";c', 1, 7, 4, 'c'],
    ['"a\rb\r\nc";d\r', 1, 9, 4, 'd'],
    ['a;b;', 2, 7, 5, ''],
    ['a;b', 5, 7, 3, 'b'],
  ])('%j, champ %d', (enregistrement, rang, ligne, colonne, souligne) => {
    const { lieu, extrait } = locateField('f.csv', 7, enregistrement, ';', rang);
    expect(lieu).toEqual({ fichier: 'f.csv', ligne, colonne });
    expect(extrait.texte.slice(extrait.debut, extrait.fin)).toBe(souligne);
    expect(extrait.texte).not.toMatch(/[\r\n]/);
  });

  it('souligne une partie du champ, et toujours quelque chose', () => {
    const partie = locateField('f.csv', 1, 'a\t1O0', '\t', 1, { debut: 1, fin: 2 });
    expect(partie).toMatchObject({ lieu: { colonne: 4 }, extrait: { debut: 3, fin: 4 } });
    const vide = locateField('f.csv', 1, 'a;;b', ';', 1);
    expect(vide.extrait.fin).toBeGreaterThan(vide.extrait.debut);
    expect(locateRecord('f.csv', 3, '').extrait).toEqual({ texte: '', debut: 0, fin: 1 });
    expect(locateRecord('f.csv', 3, '"a\r\nb"').extrait.texte).toBe('"a');
  });
});
