import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Nommeur, nommer } from '../../src/domain/textes/nom.ts';

it('un nom déjà pris est suivi du premier rang libre, quel que soit l’ordre des textes', () => {
  const texte = fc.constantFrom('Dakar', 'dakar', 'Dakar 2', 'dakar-2', 'Dakar 3', 'dakar-2-2', '', '?', 'motif');
  fc.assert(
    fc.property(fc.array(texte, { maxLength: 40 }), (textes) => {
      const nommeur = new Nommeur();
      const pris: string[] = [];
      for (const demande of textes) {
        const voulu = nommer(demande) || 'motif';
        const libre = [voulu, ...Array.from({ length: 50 }, (_, rang) => `${voulu}-${rang + 2}`)].find(
          (nom) => !pris.includes(nom),
        );
        const nom = nommeur.nommer(demande, 'motif');
        expect(nom).toBe(libre);
        pris.push(nom);
      }
    }),
  );
});
