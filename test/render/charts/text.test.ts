import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abregerALaLargeur, couperALaLargeur, mesurer } from '../../../src/render/graphiques/texte.ts';

describe('les textes d’un dessin', () => {
  it('se coupent entre les mots, la ponctuation avec le sien', () => {
    expect(couperALaLargeur('La synthèse est « hors IdFE » : voir', 20, 150)).toEqual(
      ['La synthèse', 'est « hors', 'IdFE » : voir'].map((ligne) =>
        ligne.replace('« ', '«\u00a0').replace(/ (?=[»:])/g, '\u00a0'),
      ),
    );
  });

  it('aucune ligne ne dépasse, et rien ne se perd tant que tout tient', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 60, max: 600 }), (texte, largeur) => {
        const lignes = couperALaLargeur(texte, 20, largeur, largeur / 2, 100);
        for (const [rang, ligne] of lignes.entries()) {
          expect(mesurer(ligne, 20)).toBeLessThanOrEqual(rang === 0 ? Math.max(largeur / 2, 20) : largeur);
        }
        expect(lignes.join('').replace(/\s/g, '')).toBe(texte.replace(/\s/g, ''));
      }),
    );
  });

  it('s’abrègent par des points de suspension', () => {
    expect(couperALaLargeur('un deux trois quatre cinq six sept huit', 20, 80, 80, 2)).toHaveLength(2);
    expect(couperALaLargeur('un deux trois quatre cinq six sept huit', 20, 80, 80, 2).at(-1)).toMatch(/…$/);
    expect(abregerALaLargeur('Chine', 20, 100)).toBe('Chine');
    expect(mesurer(abregerALaLargeur('République démocratique du Congo', 20, 120), 20)).toBeLessThanOrEqual(120);
  });
});
