import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { formaterMillions } from '../../../src/domain/textes/format.ts';
import { dessinerBarres, type RangeeDeBarres } from '../../../src/render/graphiques/barres.ts';
import { CORPS } from '../../../src/render/graphiques/cadre.ts';
import { mesurer } from '../../../src/render/graphiques/texte.ts';
import { comparerAuTexte } from '../../outils/texte-attendu.ts';
import { bouts, deClasse, verifierLeDessin } from './dessin-lu.ts';

const OPTIONS = { prefixe: 'axes', titre: 'Par axe' };

function rangee(libelle: string, centimes: number, avant?: number): RangeeDeBarres {
  const affiche = formaterMillions(montant(centimes));
  if (avant === undefined) return { libelle, montant: montant(centimes), affiche };
  return {
    libelle,
    montant: montant(centimes),
    affiche,
    precedent: { montant: montant(avant), affiche: formaterMillions(montant(avant)) },
    ecart: formaterMillions(montant(centimes - avant)),
    precision: '12 lignes',
    adresse: '#axe',
  };
}

describe('les barres', () => {
  it('se dessinent comme attendu', () => {
    const svg = dessinerBarres(
      [rangee('Croissance et emploi', 1_580_281_247), rangee('Image, expertise et culture', 1_777_385_564)],
      OPTIONS,
    );
    verifierLeDessin(svg, 'axes');
    comparerAuTexte(`${import.meta.dirname}/attendus/barres.svg`, `${svg}\n`);
  });

  it('se comparent à l’an passé comme attendu', () => {
    const svg = dessinerBarres(
      [rangee('Europe', 1_136_912_388, 900_000_000), rangee('Océanie', -36_057_255, 54_000_000)],
      { ...OPTIONS, periodes: { actuelle: '2012', precedente: '2011' } },
    );
    const elements = verifierLeDessin(svg, 'axes');
    expect(elements.find(({ nom }) => nom === 'desc')?.texte.replaceAll('\u202f', ' ')).toBe(
      '2012. Du plus grand au plus petit : Europe, 11,369 M€ ; Océanie, −0,361 M€. Plus forte hausse depuis 2011 : Europe, 2,369 M€. Plus forte baisse depuis 2011 : Océanie, −0,901 M€.',
    );
    comparerAuTexte(`${import.meta.dirname}/attendus/barres-evolution.svg`, `${svg}\n`);
  });

  it('ont la longueur de leurs montants, du bon côté de zéro', () => {
    const cents = fc.integer({ min: -50_000_000_000, max: 50_000_000_000 });
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), (montants) => {
        const svg = dessinerBarres(
          montants.map((valeur) => rangee('x', valeur)),
          OPTIONS,
        );
        const elements = verifierLeDessin(svg, 'axes');
        const zero = Number(deClasse(elements, 'g-zero')[0]?.attributs.x1);
        const valeurs = deClasse(elements, 'g-valeur').map(
          ({ attributs, texte }) => Number(attributs.x) - mesurer(texte, CORPS),
        );
        for (const barre of deClasse(elements, 'g-barre')) expect(bouts(barre)[1]).toBeLessThan(Math.min(...valeurs));
        const longueurs = deClasse(elements, 'g-barre').map((barre) => {
          const [gauche, droite] = bouts(barre);
          return droite - zero > zero - gauche ? droite - zero : gauche - zero;
        });
        const plus = montants.reduce((retenu, valeur) => (Math.abs(valeur) > Math.abs(retenu) ? valeur : retenu));
        const unite = plus === 0 ? 0 : (longueurs[montants.indexOf(plus)] ?? 0) / plus;
        expect(plus === 0 || unite > 0).toBe(true);
        for (const [rang, valeur] of montants.entries()) {
          expect(Math.abs((longueurs[rang] ?? 0) - valeur * unite)).toBeLessThan(0.25);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('disent les parts du tout, sans en inventer quand un montant est négatif', () => {
    const desc = (...montants: number[]) =>
      verifierLeDessin(
        dessinerBarres(
          montants.map((valeur, rang) => rangee(`P${rang}`, valeur)),
          OPTIONS,
        ),
        'axes',
      ).find(({ nom }) => nom === 'desc')?.texte;
    expect(desc(100_000_000, 300_000_000)).toContain('P1, 3,000\u202fM€ (75,0\u202f%)');
    expect(desc(1, 2, 3, 4)).toContain('et un autre poste.');
    expect(desc(100_000_000, -300_000_000)).not.toContain('%');
    expect(desc()).toBe('Aucun montant.');
  });
});
