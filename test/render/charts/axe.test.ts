import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { formaterEuros } from '../../../src/domain/textes/format.ts';
import { dessinerBarres } from '../../../src/render/graphiques/barres.ts';
import { dessinerCascade } from '../../../src/render/graphiques/cascade.ts';
import { mesurer } from '../../../src/render/graphiques/texte.ts';
import { deClasse, type Element, verifierLeDessin } from './dessin-lu.ts';

const OPTIONS = { prefixe: 'essai', titre: 'Essai' };
/** What the document may meet, and the ends of what numbers count one by one. */
const cents = fc.oneof(
  fc.integer({ min: -100_000, max: 10_000_000_000 }),
  fc.constantFrom(0, 1, -1, 99, 1_000_000_000_000_000, -1_000_000_000_000_000),
);
const chiffre = (valeur: number) => ({
  libelle: 'Un libellé',
  montant: montant(valeur),
  affiche: formaterEuros(montant(valeur)),
});

/** Left and right of the texts of the axis, in the letters that they have on a telephone. */
function etendues(elements: readonly Element[]): [number, number][] {
  return deClasse(elements, 'g-axe').map(({ attributs, texte }) => {
    const [x, large] = [Number(attributs.x), mesurer(texte, 17)];
    const part = attributs.class?.includes('g-fin') ? 1 : attributs.class?.includes('g-milieu') ? 0.5 : 0;
    return [x - large * part, x + large * (1 - part)];
  });
}

describe('quels que soient les montants', () => {
  it('les barres et la cascade n’ont que des nombres, et l’axe des textes qui ne se touchent pas', () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 6 }), (valeurs) => {
        let cumul = 0;
        const etapes = valeurs.map((valeur) => {
          cumul += valeur;
          return { ...chiffre(valeur), cumul: montant(cumul), palier: false };
        });
        const total = { ...chiffre(cumul), cumul: montant(cumul), palier: true };
        for (const svg of [
          dessinerBarres(valeurs.map(chiffre), OPTIONS),
          dessinerCascade([...etapes, total], OPTIONS),
        ]) {
          expect(svg).not.toMatch(/NaN|Infinity|undefined/);
          const textes = etendues(verifierLeDessin(svg, 'essai'));
          expect(deClasse(verifierLeDessin(svg, 'essai'), 'g-axe').map(({ texte }) => texte)).toContain('0');
          for (const [rang, [gauche]] of textes.slice(1).entries())
            expect(gauche).toBeGreaterThan(textes[rang]?.[1] ?? 0);
        }
      }),
      { numRuns: 150 },
    );
  });
});
