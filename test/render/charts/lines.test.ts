import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { formaterMillions } from '../../../src/domain/textes/format.ts';
import { dessinerCourbes, type SerieDeCourbe } from '../../../src/render/graphiques/courbes.ts';
import { comparerAuTexte } from '../../outils/texte-attendu.ts';
import { deClasse, pointsDe, verifierLeDessin } from './dessin-lu.ts';

const OPTIONS = { prefixe: 'annees', titre: 'Année par année' };

function serie(libelle: string, parAnnee: Readonly<Record<number, number>>): SerieDeCourbe {
  return {
    libelle,
    points: Object.entries(parAnnee).map(([annee, centimes]) => ({
      annee: Number(annee),
      montant: montant(centimes),
      affiche: formaterMillions(montant(centimes)),
    })),
  };
}

describe('les courbes', () => {
  it('se dessinent comme attendu, une année tue sans trait', () => {
    const svg = dessinerCourbes(
      [
        { ...serie('Total', { 2011: 4_000_000_000, 2012: 4_619_000_000, 2013: 4_702_000_000 }), adresse: '#total' },
        serie('Exceptionnelles', { 2010: 900_000_000, 2011: 950_000_000, 2013: -10_000_000 }),
      ],
      OPTIONS,
    );
    const elements = verifierLeDessin(svg, 'annees');
    expect(elements.find(({ nom }) => nom === 'desc')?.texte.replaceAll('\u202f', ' ')).toBe(
      'Total : 40,000 M€ en 2011, 46,190 M€ en 2012, 47,020 M€ en 2013. Exceptionnelles : 9,000 M€ en 2010, 9,500 M€ en 2011, −0,100 M€ en 2013.',
    );
    // Of each line, its sample then itself; that of the exceptional ones is cut in two, and a year alone is its point.
    const [, cassee] = deClasse(elements, 'g-courbe').map(({ attributs }) => attributs.d ?? '');
    expect(cassee?.match(/M/g)).toHaveLength(2);
    comparerAuTexte(`${import.meta.dirname}/attendus/courbes.svg`, `${svg}\n`);
  });

  it('ont leurs points à la hauteur de leurs montants, et à la place de leurs années', () => {
    const cents = fc.integer({ min: -50_000_000_000, max: 50_000_000_000 });
    const annees = fc.uniqueArray(fc.integer({ min: 2005, max: 2014 }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(annees, fc.array(cents, { minLength: 10, maxLength: 10 }), (lesquelles, montants) => {
        const parAnnee = Object.fromEntries(lesquelles.map((annee, rang) => [annee, montants[rang] ?? 0]));
        const elements = verifierLeDessin(dessinerCourbes([serie('x', parAnnee)], OPTIONS), 'annees');
        const places = deClasse(elements, 'g-palier')
          .slice(1)
          .map(({ attributs }) => [Number(attributs.cx), Number(attributs.cy)] as const);
        const dits = serie('x', parAnnee).points;
        expect(places).toHaveLength(dits.length);
        const lineaire = (valeurs: readonly number[], lus: readonly number[]) => {
          const [mini, maxi] = [Math.min(...valeurs), Math.max(...valeurs)];
          if (mini === maxi) return;
          const [de, a] = [lus[valeurs.indexOf(mini)] ?? 0, lus[valeurs.indexOf(maxi)] ?? 0];
          for (const [rang, valeur] of valeurs.entries())
            expect(Math.abs((lus[rang] ?? 0) - (de + ((valeur - mini) / (maxi - mini)) * (a - de)))).toBeLessThan(0.3);
        };
        lineaire(
          dits.map(({ annee }) => annee),
          places.map(([x]) => x),
        );
        lineaire(
          dits.map(({ montant: valeur }) => -valeur),
          places.map(([, y]) => y),
        );
        const traits = deClasse(elements, 'g-courbe').flatMap(({ attributs }) => pointsDe(attributs.d ?? ''));
        for (const [x, y] of places) expect(traits).toContainEqual([x, y]);
      }),
      { numRuns: 100 },
    );
  });
});
