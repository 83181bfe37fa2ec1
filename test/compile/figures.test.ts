import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresDe } from '../../src/compile/figures.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { partsEn } from '../../src/domain/affectation.ts';
import { Nommeur, nommer } from '../../src/domain/nom.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';

describe('un nom', () => {
  it.each([
    ['Sénégal', 'senegal'],
    ['HP 048-008', 'hp-048-008'],
    ['Côte d’Ivoire', 'cote-d-ivoire'],
    ['<script>', 'script'],
    ['السنغال', ''],
  ])('« %s » s’appelle « %s »', (texte, nom) => expect(nommer(texte)).toBe(nom));

  it('est propre à chaque texte, et ne tient que lettres, chiffres et traits', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (textes) => {
        const nommeur = new Nommeur();
        const noms = textes.map((texte) => nommeur.nommer(texte, 'valeur'));
        expect(new Set(noms).size).toBe(noms.length);
        for (const nom of noms) expect(nom).toMatch(/^[a-z0-9-]+$/);
      }),
    );
  });
});

describe('les chiffres du dossier 2012', async () => {
  const jaune = await jauneDuDossier('data/2012');

  it('ont chacun leur nom, et les quatre de la synthèse sont ceux publiés', () => {
    const figures = figuresDe(jaune);
    const nombre =
      4 +
      Object.keys(jaune.partition).length +
      jaune.tables.reduce((somme, { rangees }) => somme + rangees.length, 0) +
      jaune.croisees.reduce((somme, { cellules }) => somme + cellules.flat().filter(Boolean).length, 0);
    expect(figures.size).toBe(nombre);
    expect(figures.get('synthese.total')?.montant).toBe(4_619_000_000);
    expect(figures.get('synthese.secteur_pilote')?.montant).toBe(971_700_000);
    expect(figures.get('synthese.autres_secteurs')?.montant).toBe(3_647_300_000);
    expect(figures.get('synthese.exceptionnelles')?.montant).toBe(2_816_900_000);
  });

  it('se refont de leurs lignes par leurs critères', () => {
    for (const { nom, montant, nombre, criteres } of figuresDe(jaune).values()) {
      if (nom.startsWith('partition.')) continue;
      const refait = recompter(jaune, criteres);
      expect({ nom, ...refait }).toEqual({ nom, montant, nombre });
    }
  });
});

/** Counts again, from the lines, what criteria select: by the keys of the parts, without the tables of the compile. */
function recompter(jaune: Jaune, criteres: readonly (readonly [string, string])[]) {
  const place = criteres.find(([champ]) => champ === 'verdict')?.[1] ?? 'internationale';
  let montant = 0;
  let nombre = 0;
  jaune.lignes.forEach((affectation, rang) => {
    const parts = partsEn(affectation, place as 'internationale').filter(({ part }) =>
      criteres.every(([champ, valeur]) => {
        if (champ === 'verdict') return true;
        if (champ === 'pilote') return (part.secteur === jaune.enTete.secteurPilote) === (valeur === 'oui');
        const rangee = jaune.tables.find(({ nom }) => nom === champ)?.rangees.find(({ nom }) => nom === valeur);
        if (champ === 'secteur' || champ === 'axe' || champ === 'domaine' || champ === 'territoire' || champ === 'pays')
          return part[champ] === rangee?.cle;
        return rangee?.lignes.includes(rang);
      }),
    );
    if (parts.length > 0) nombre += 1;
    for (const part of parts) montant += part.montant;
  });
  return { montant, nombre };
}
