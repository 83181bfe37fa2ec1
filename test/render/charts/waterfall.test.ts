import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { formaterEuros } from '../../../src/domain/textes/format.ts';
import { dessinerCascade, type EtapeDeCascade } from '../../../src/render/graphiques/cascade.ts';
import { comparerAuTexte } from '../../outils/texte-attendu.ts';
import { bouts, deClasse, verifierLeDessin } from './dessin-lu.ts';

/** A bridge that starts from a landing, adds up the effects, and lands. */
function passerelle(depart: number, effets: readonly number[]): EtapeDeCascade[] {
  const etape = (libelle: string, valeur: number, cumul: number, palier: boolean): EtapeDeCascade => ({
    libelle,
    montant: montant(valeur),
    cumul: montant(cumul),
    palier,
    affiche: formaterEuros(montant(valeur)),
    adresse: '#lignes',
  });
  let cumul = depart;
  const pas = effets.map((effet, rang) => {
    cumul += effet;
    return etape(`Effet ${rang}`, effet, cumul, false);
  });
  return [etape('Bleu', depart, depart, true), ...pas, etape('Jaune', cumul, cumul, true)];
}

const OPTIONS = { prefixe: 'cascade', titre: 'Du bleu au jaune' };

describe('la cascade', () => {
  it('se dessine comme attendu, par-dessous zéro compris', () => {
    const etapes = passerelle(971_700_000, [-1_202_418_110, 3_647_300_000, 0]);
    const svg = dessinerCascade(
      etapes.map((etape, rang) =>
        rang === 1 ? { ...etape, libelle: 'Actions entre régions françaises, qui ne sont pas internationales' } : etape,
      ),
      OPTIONS,
    );
    verifierLeDessin(svg, 'cascade');
    comparerAuTexte(`${import.meta.dirname}/attendus/cascade.svg`, `${svg}\n`);
  });

  it('chaque effet part d’où le précédent s’arrête, et les longueurs sont celles des montants', () => {
    const cents = fc.integer({ min: -5_000_000_000, max: 5_000_000_000 });
    fc.assert(
      fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 38 }), (depart, effets) => {
        const etapes = passerelle(depart, effets);
        const elements = verifierLeDessin(dessinerCascade(etapes, OPTIONS), 'cascade');
        const traces = elements.filter(
          ({ attributs, nom }) => nom === 'path' && /^g-(?:palier|gain|perte)$/.test(attributs.class ?? ''),
        );
        // The first three are the legend's.
        const barres = traces.slice(3).map((trace, rang) => {
          const [gauche, droite] = bouts(trace);
          const etape = etapes[rang];
          const recule = etape === undefined || (etape.palier ? etape.cumul < 0 : etape.montant < 0);
          return recule ? { de: droite, a: gauche } : { de: gauche, a: droite };
        });
        expect(barres.length).toBe(etapes.length);
        for (const [rang, { de }] of barres.entries()) {
          const avant = barres[rang - 1];
          if (avant !== undefined && etapes[rang]?.palier === false) expect(Math.abs(avant.a - de)).toBeLessThan(0.11);
        }
        expect(Math.abs((barres.at(-1)?.a ?? 0) - (barres.at(-2)?.a ?? 0))).toBeLessThan(0.11);
        const total = Math.max(...etapes.map(({ montant: valeur }) => Math.abs(valeur)), 1);
        const plusLongue = Math.max(...barres.map(({ de, a }) => Math.abs(a - de)));
        for (const [rang, { de, a }] of barres.entries()) {
          const attendue = (Math.abs(etapes[rang]?.montant ?? 0) / total) * plusLongue;
          expect(Math.abs(Math.abs(a - de) - attendue)).toBeLessThan(0.35);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('dit gains, pertes et paliers par la forme autant que par la couleur', () => {
    const elements = verifierLeDessin(dessinerCascade(passerelle(100_00, [50_00, -20_00]), OPTIONS), 'cascade');
    const cotes = (classe: string) =>
      deClasse(elements, classe).map(({ attributs }) => attributs.d?.match(/L/g)?.length);
    expect(cotes('g-palier')).toEqual([3, 3, 3]);
    expect(cotes('g-gain')).toEqual([4, 4]);
    expect(deClasse(elements, 'g-perte').map(({ attributs }) => attributs.fill)).toEqual([
      'url(#cascade-hachures)',
      'url(#cascade-hachures)',
    ]);
  });

  it('ne laisse agir aucun libellé', () => {
    const etapes = passerelle(100_00, [1_00]).map((etape) => ({
      ...etape,
      libelle: '<img src=x onerror=alert(1)>"\'&\u202e\u0000',
      adresse: '"><script>alert(1)</script>',
    }));
    const svg = dessinerCascade(etapes, { ...OPTIONS, titre: '</title><script>' });
    const elements = verifierLeDessin(svg, 'cascade');
    expect(elements.find(({ nom }) => nom === 'a')?.texte).toContain('<img src=x onerror=alert(1)>"\'&[U+202E]');
  });

  it('dit l’essentiel à qui ne la voit pas', () => {
    const elements = verifierLeDessin(dessinerCascade(passerelle(100_00, [50_00, -20_00]), OPTIONS), 'cascade');
    expect(elements.find(({ nom }) => nom === 'desc')?.texte.replaceAll('\u202f', ' ')).toBe(
      'Totaux atteints, dans l’ordre : Bleu, 100,00 € ; Jaune, 130,00 €. Ce qui ajoute le plus : Effet 0, 50,00 €. Ce qui ôte le plus : Effet 1, −20,00 €.',
    );
  });
});
