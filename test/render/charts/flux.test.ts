import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { formaterEuros } from '../../../src/domain/textes/format.ts';
import type { EtapeDeCascade } from '../../../src/render/graphiques/cascade.ts';
import { dessinerLesFlux } from '../../../src/render/html/graphique-des-flux.ts';
import { deClasse, type Element, lireLeDessin, pointsDe, verifierLeDessin } from './dessin-lu.ts';

const dire = (libelle: string, centimes: number) => ({
  libelle,
  montant: montant(centimes),
  affiche: formaterEuros(montant(centimes)),
  adresse: `#secteur=${libelle.toLowerCase()}`,
});

/** The steps of a bridge, and axes that share its total. */
function flux(recu: number, mouvements: readonly number[], apports: readonly number[], partDuPremierAxe = 0.4): string {
  const garde = mouvements.reduce((somme, effet) => somme + effet, recu);
  const total = apports.reduce((somme, effet) => somme + effet, garde);
  const etape = (libelle: string, centimes: number, palier = false): EtapeDeCascade => ({
    ...dire(libelle, centimes),
    cumul: montant(0),
    palier,
  });
  const premier = Math.round(total * partDuPremierAxe);
  return dessinerLesFlux(
    [
      etape('Reçu', recu, true),
      ...mouvements.map((effet, rang) => etape(`Mouvement ${rang}`, effet)),
      etape('Retenu', garde, true),
      ...apports.map((effet, rang) => etape(`Apport ${rang}`, effet)),
      etape('Total', total, true),
    ],
    [dire('Un axe', premier), dire('Un autre', total - premier)],
  );
}

const dessins = (html: string) => html.match(/<svg [\s\S]*?<\/svg>/g) ?? [];
const large = (html: string) => verifierLeDessin(dessins(html)[0] ?? '', 'g-flux');
const etroit = (html: string) => verifierLeDessin(dessins(html)[1] ?? '', 'g-flux-etroit');
/** How wide each ribbon is, in the order drawn. */
const largeurs = (elements: readonly Element[]) =>
  deClasse(elements, 'g-ruban').map(({ attributs }) => {
    const points = pointsDe(attributs.d ?? '');
    return (points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0);
  });

describe('les flux', () => {
  it('vont du bleu au jaune, puis aux axes, chacun large comme son montant', () => {
    const html = flux(1_000_00, [-200_00], [600_00, 100_00]);
    const [garde = 0, ensuite, sort, apport, petit, axe, autre] = largeurs(large(html));
    const parEuro = garde / 800;
    for (const [dessine, euros] of [
      [ensuite, 800],
      [sort, 200],
      [apport, 600],
      [petit, 100],
      [axe, 600],
      [autre, 900],
    ] as const)
      expect(Math.abs((dessine ?? -1) - euros * parEuro)).toBeLessThan(0.21);
    const desc = large(html)
      .find(({ nom }) => nom === 'desc')
      ?.texte.replaceAll(/[\u202f\u00a0]/g, ' ');
    expect(desc).toBe(
      'Total : 1 500,00 €. Ce qui le fait : Retenu, 800,00 € ; Apport 0, 600,00 € ; Apport 1, 100,00 €. Où il va : Un axe, 600,00 € ; Un autre, 900,00 €.',
    );
    expect(html).not.toContain('Négatifs');
  });

  it('s’ouvrent chacun sur ses lignes, dans les deux formes, sous des identifiants qui diffèrent', () => {
    const html = flux(1_000_00, [-200_00], [600_00]);
    const liens = (elements: readonly Element[]) => elements.filter(({ nom }) => nom === 'a').length;
    expect([liens(large(html)), liens(etroit(html))]).toEqual([7, 5]);
    const ids = lireLeDessin(html).flatMap(({ attributs }) => attributs.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('disent ce qui est négatif au lieu de le dessiner, et le total le compte', () => {
    const html = flux(1_000_00, [], [-600_00, 500_00]);
    expect(html.replaceAll(/[\u202f\u00a0]/g, ' ')).toContain('ruban : Apport 0 (−600,00 €). Le total les compte.');
    expect(html.replaceAll(/[\u202f\u00a0]/g, ' ')).toContain('Total : 900,00 €.');
  });

  it('rien ne coule : rien n’est dessiné', () => {
    expect(flux(0, [], [])).toBe('');
    expect(dessinerLesFlux([], [])).toBe('');
  });

  it('coupent les longs libellés entre leurs mots, sans en ôter un, et ne les laissent pas agir', () => {
    const nom = `Secteur <script> & ${'des affaires et des relations '.repeat(6)}fin`;
    const html = dessinerLesFlux(
      [
        { ...dire('Reçu', 1_00), cumul: montant(0), palier: true },
        { ...dire('Retenu', 1_00), cumul: montant(0), palier: true },
        { ...dire(nom, 3_00), cumul: montant(0), palier: false },
        { ...dire('Total', 4_00), cumul: montant(0), palier: true },
      ],
      [dire('Axe', 4_00)],
    );
    for (const elements of [large(html), etroit(html)]) {
      const ecrits = elements.filter(({ nom: balise }) => balise === 'text').map(({ texte }) => texte);
      expect(ecrits.join(' ')).toContain(nom);
      expect(ecrits.some((texte) => texte.includes('…'))).toBe(false);
    }
  });

  it('quels que soient les montants : mêmes octets, rien hors du cadre, deux étiquettes jamais l’une sur l’autre', () => {
    const cents = fc.oneof(
      fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
      fc.constantFrom(0, 1, 1_000_000_000_000_000),
    );
    fc.assert(
      fc.property(
        cents,
        fc.array(cents, { maxLength: 4 }),
        fc.array(cents, { maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (recu, mouvements, apports, part) => {
          const html = flux(recu, mouvements, apports, part);
          expect(flux(recu, mouvements, apports, part)).toBe(html);
          expect(html).not.toMatch(/NaN|Infinity|undefined|\de[+-]?\d/);
          if (html === '') return;
          large(html);
          if (dessins(html)[1] !== undefined) etroit(html);
          for (const dessin of dessins(html)) {
            const cibles = deClasse(lireLeDessin(dessin), 'g-cible').map(({ attributs }) =>
              (['x', 'y', 'width', 'height'] as const).map((cle) => Number(attributs[cle])),
            );
            for (const [rang, [x = 0, y = 0, l = 0, h = 0]] of cibles.entries())
              for (const [x2 = 0, y2 = 0, l2 = 0, h2 = 0] of cibles.slice(rang + 1))
                expect(x < x2 + l2 && x2 < x + l && y < y2 + h2 - 0.3 && y2 < y + h - 0.3).toBe(false);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
