import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FICHES } from '../../src/compile/fiches-decrites.ts';
import { figuresDe } from '../../src/compile/figures.ts';
import { lignesDeLaPage } from '../../src/render/html/lignes-de-la-page.ts';
import { vueDe } from '../../src/render/html/vue.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

/** Names that are markup, read from the right, without end, or equal once folded; none at all is « non renseigné ». */
const NOMS = [
  '',
  '<b>Ville</b>',
  'السنغال',
  'École',
  'ECOLE',
  'école ',
  'mot'.repeat(200),
  '__proto__',
  'Ville de Dakar',
];
const PAYS = ['', 'Sénégal', 'Chine', 'Viêt Nam'];

const ligne = fc.record({
  beneficiaire: fc.constantFrom(...NOMS),
  programme: fc.constantFrom('', 'HP 044-003', 'HP 044-006', 'hp044 003'),
  pays: fc.constantFrom(...PAYS),
  organisme: fc.constantFrom('Région', 'Agence'),
  centimes: fc.integer({ min: -50_000, max: 900_000 }),
  retenue: fc.boolean(),
});

const ecrire = (centimes: number) => (centimes / 100).toFixed(2).replace('.', ',');

it('les fiches d’une dimension et ce qui n’est d’aucune font le total, en argent, et en montrent chacune les lignes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(ligne, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 0, max: 25 }),
      async (lignes, borne) => {
        const rangs = lignes.map(({ beneficiaire, programme, pays, organisme, centimes, retenue }, rang) =>
          [`${retenue ? 'aide' : 'autre'} ${rang}`, beneficiaire, programme, pays, organisme, ecrire(centimes)].join(
            ';',
          ),
        );
        const lecture = await lireEbauche({
          sources: [
            {
              fichier: 'sources/essai.csv',
              contenu: ['Objet;Bénéficiaire;Programme;Pays;Organisme;Engagé', ...rangs, ''].join('\n'),
              declaration: {
                organisme: undefined,
                colonnes: {
                  libelle: 'Objet',
                  beneficiaire: 'Bénéficiaire',
                  programme: 'Programme',
                  lieu: 'Pays',
                  organisme: 'Organisme',
                },
              },
            },
          ],
          regles: [
            {
              id: 'oui',
              question: 'international',
              si: { libelle: { mots: ['aide'] } },
              conclusion: 'internationale',
              motif: 'Essai.',
              exemples: { attrape: [{ libelle: 'aide' }] },
            },
          ],
        });
        const { jaune } = lecture;
        if (jaune === undefined) throw new Error(fautes(lecture).join('\n'));
        const total = jaune.synthese.totalHorsExceptionnelles;
        const attendu = lignes.reduce((somme, { retenue, centimes }) => somme + (retenue ? centimes : 0), 0);
        expect(total).toBe(attendu);
        const figures = figuresDe(jaune);
        for (const listes of [vueDe(jaune).fiches, vueDe(jaune, lignesDeLaPage(jaune, borne)).fiches])
          for (const { nom, fiches, sansFiche, total: dit } of listes) {
            expect(FICHES).toContain(nom);
            const toutes = [...fiches, ...sansFiche];
            expect([nom, dit, toutes.reduce((somme, { montant }) => somme + montant, 0)]).toEqual([nom, total, total]);
            expect(new Set(toutes.map(({ adresse }) => adresse)).size).toBe(toutes.length);
            for (const fiche of toutes) {
              const figure = figures.get(`${nom}.${fiche.nom}`);
              expect([fiche.montant, fiche.nombre]).toEqual([figure?.montant, figure?.nombre]);
            }
          }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
