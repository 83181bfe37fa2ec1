/** Rows that stop before the last titles: read when nothing can have slipped, refused otherwise, never shifted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const declaration = {
  colonnes: { libelle: 'Objet', beneficiaire: 'Tiers' },
  montants: { engagements: 'Engagé', mandats: 'Mandaté' },
  ignorees: ['Observations'],
  lignes_a_ecarter: [{ si: { Objet: { commence_par: 'Extraction' } }, motif: 'Note sous le tableau' }],
};
const lire = (lignes: readonly string[], autre = {}) =>
  lireEbauche({
    sources: [
      {
        fichier: 'sources/a.csv',
        contenu: `Objet;Tiers;Engagé;Mandaté;Observations\n${lignes.join('\n')}\n`,
        declaration: { ...declaration, ...autre },
      },
    ],
  });

const PLEINE = 'Puits;Ville;10,00;5,00;';

describe('une ligne plus courte que les titres', () => {
  it('est lue quand ce qui manque est à la fin, vide et non lu, et le dit', async () => {
    const lecture = await lire([PLEINE, 'École;Région;20,00;2,50', 'Extraction du 12/01/2013']);
    expect(fautes(lecture)).toEqual(['A-FIN-DE-LIGNE sources/a.csv 3 1']);
    expect(lecture.affectations.map(({ ligne }) => [ligne.libelle, ligne.montants])).toEqual([
      ['Puits', { engagements: 1000, mandats: 500 }],
      ['École', { engagements: 2000, mandats: 250 }],
    ]);
    expect(lecture.ecartees.map(({ numero, motif }) => [numero, motif])).toEqual([[4, 'Note sous le tableau']]);
  });

  it.each([
    ['il manque une colonne lue', ['École;Région;20,00'], 'E-NOMBRE-DE-CHAMPS sources/a.csv 2 1'],
    ['une cellule a glissé', ['École;20,00;2,50;note'], 'E-MONTANT-ILLISIBLE sources/a.csv 2 18'],
    ['sa dernière cellule est vide', ['École;Région;20,00;'], 'E-NOMBRE-DE-CHAMPS sources/a.csv 2 1'],
    [
      'd’autres lignes ont un nombre à sa place',
      ['École;Région;20,00;2,50', 'Puits;Ville;10,00;5,00;7'],
      'E-NOMBRE-DE-CHAMPS sources/a.csv 2 1',
    ],
    ['c’est une note que rien n’écarte', [PLEINE, 'Source : finances'], 'E-NOMBRE-DE-CHAMPS sources/a.csv 3 1'],
  ])('est refusée quand %s', async (_, lignes, faute) => {
    expect(fautes(await lire(lignes))).toContain(faute);
  });

  it('n’est pas écartée en silence parce que le montant manque', async () => {
    const sansMontant = { lignes_a_ecarter: [{ si: { Engagé: 'absent' }, motif: 'Ligne sans montant' }] };
    expect(fautes(await lire(['Puits;Ville', PLEINE], sansMontant))).toContain('E-NOMBRE-DE-CHAMPS sources/a.csv 2 1');
  });

  const montant = fc.integer({ min: 1, max: 99_999 });
  const ligne = fc.record({
    engage: montant,
    mandate: montant,
    note: fc.constantFrom('', 'à revoir', 'vu'),
    perdu: fc.integer({ min: -4, max: 3 }),
  });
  it('quel que soit le séparateur perdu : le bon montant, ou une erreur', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ligne, { minLength: 1, maxLength: 6 }), async (lignes) => {
        const ecrire = (centimes: number) => (centimes / 100).toFixed(2).replace('.', ',');
        const textes = lignes.map(({ engage, mandate, note, perdu }, rang) => {
          const cellules = [`objet ${rang}`, 'tiers', ecrire(engage), ecrire(mandate), note];
          // A lost separator glues two cells; or the cell goes with it. A writer drops what is empty at the end.
          if (perdu >= 0) cellules.splice(perdu, 1);
          return cellules.join(';').replace(/;$/, '');
        });
        const lecture = await lire(textes, { lignes_a_ecarter: [] });
        if (lecture.constats.enErreur) return;
        for (const [rang, { ligne: lue }] of lecture.affectations.entries())
          expect(lue.montants.engagements).toBe(lignes[rang]?.engage);
      }),
      { numRuns: 60 },
    );
  });
});
