import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { dessinerPartage } from '../../../src/render/graphiques/partage.ts';
import { comparerAuTexte } from '../../outils/texte-attendu.ts';
import { deClasse, verifierLeDessin } from './dessin-lu.ts';

const OPTIONS = { prefixe: 'partage', titre: 'Le total, dans le secteur pilote et hors de lui' };
const partage = (gauche: number, droite: number, libelle = 'Secteur pilote') =>
  dessinerPartage(
    { libelle, montant: montant(gauche) },
    { libelle: 'Autres secteurs', montant: montant(droite) },
    OPTIONS,
  );

describe('le partage', () => {
  it('se dessine comme attendu', () => {
    const svg = partage(971_700_000, 3_647_300_000);
    const elements = verifierLeDessin(svg, 'partage');
    expect(elements.find(({ nom }) => nom === 'desc')?.texte.replaceAll('\u202f', ' ')).toBe(
      'Secteur pilote : 21,0 % ; Autres secteurs : 79,0 %.',
    );
    comparerAuTexte(`${import.meta.dirname}/attendus/partage.svg`, `${svg}\n`);
  });

  it('a des parts longues comme leurs montants, et remplit la bande', () => {
    const cents = fc.integer({ min: 0, max: 4_000_000_000_000_000 });
    fc.assert(
      fc.property(cents, cents, (gauche, droite) => {
        fc.pre(gauche + droite > 0);
        const elements = verifierLeDessin(partage(gauche, droite), 'partage');
        const [a = -1, b = -1] = ['g-sombre', 'g-palier'].map((classe) =>
          Number(deClasse(elements, classe)[0]?.attributs.width),
        );
        expect(Math.abs(a + b - 472)).toBeLessThan(0.21);
        expect(Math.abs(a - (gauche / (gauche + droite)) * 472)).toBeLessThan(0.11);
      }),
    );
  });

  it('ne se dessine pas quand il n’y a pas de parts', () => {
    expect([partage(0, 0), partage(-1, 5), partage(5, -1)]).toEqual(['', '', '']);
  });

  it('ne laisse agir aucun libellé, et abrège celui qui est trop long', () => {
    const elements = verifierLeDessin(partage(1, 1, `<script>${'long '.repeat(20)}`), 'partage');
    expect(elements.find(({ nom, texte }) => nom === 'text' && texte.endsWith('…'))?.texte).toMatch(/^<script>/);
  });
});
