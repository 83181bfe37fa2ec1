import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Constats } from '../../src/domain/constats/constat.ts';
import { schemaExercice } from '../../src/dossier/schema-exercice.ts';
import { inspecterSource } from '../../src/inspect/inspecter-source.ts';
import { avecDossier } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';
import { deposer } from '../outils/dossier-temporaire.ts';

const source = schemaExercice.shape.sources.element;

/** Titles as nobody would write them, among usual ones. */
const TITRE = fc.oneof(
  fc.constantFrom('Objet', 'Engagé', 'Chapitre', 'D/R', 'Année', 'Pays', 'Mandaté (k€)', 'Bénéficiaire'),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'un',
    'tous',
    'null',
    '~',
    'true',
    '012',
    '1e3',
    '- a',
    '# b',
  ),
  fc.constantFrom(
    'a: b',
    '{x}',
    '[y]',
    '"',
    "'",
    '&ancre',
    '*alias',
    '!tag',
    '%',
    '@',
    '`',
    '|',
    '>',
    '?',
    'a #b',
    '\u2028x',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const CELLULE = fc.constantFrom('A', '12,50', '2012', '930', '048', '', 'D', 'Sénégal', 'TOTAL', 'publié', '1.234,56');

function enCsv(rangees: readonly (readonly string[])[]): string {
  return rangees.map((rangee) => rangee.map((cellule) => `"${cellule.replaceAll('"', '""')}"`).join(';')).join('\n');
}

/** What is left blank filled in, as an officer would. */
function remplir(bloc: readonly string[]): string {
  return bloc.join('\n').replace(/: # à remplir.*$/gm, ': rempli');
}

describe('quels que soient les titres', () => {
  test('le bloc est du YAML que le schéma admet, et n’invente aucun titre', async () => {
    const fichiers = fc.array(TITRE, { minLength: 2, maxLength: 8 }).chain((titres) =>
      fc.record({
        titres: fc.constant(titres),
        lignes: fc.array(fc.array(CELLULE, { minLength: titres.length, maxLength: titres.length }), {
          minLength: 1,
          maxLength: 5,
        }),
      }),
    );
    let proposes = 0;
    await avecDossier((racine) =>
      fc.assert(
        fc.asyncProperty(fichiers, async ({ titres, lignes }) => {
          deposer(racine, 'essai.csv', enCsv([titres, ...lignes]));
          const constats = new Constats();
          const blocs = await inspecterSource(join(racine, 'essai.csv'), {}, constats).then(
            (inspection) => inspection.blocs,
            () => [],
          );
          expect(blocs.length > 0 || constats.enErreur).toBe(true);
          for (const { bloc } of blocs) {
            proposes += 1;
            const lu = source.array().parse(parse(remplir(bloc.explique), { schema: 'failsafe' }));
            expect(parse(bloc.nu.join('\n'), { schema: 'failsafe' })).toEqual(
              parse(bloc.explique.join('\n'), { schema: 'failsafe' }),
            );
            expect(lu).toHaveLength(1);
            const [seule] = lu;
            // Titles that nobody writes may be taken for a note above the first line.
            const connus = [...titres, ...lignes.flat()].map((titre) => titre.trim());
            const cites = [
              ...Object.values(seule?.colonnes ?? {}),
              ...Object.values(seule?.montants ?? {}),
              ...(seule?.ignorees ?? []),
            ].filter((titre) => titre !== 'rempli');
            for (const titre of cites) expect(connus).toContain(titre);
            expect(new Set(cites).size).toBe(cites.length);
          }
        }),
        { numRuns: combien(25, 60), seed: 20121213 },
      ),
    );
    expect(proposes).toBeGreaterThan(10);
  });

  test('dix mille colonnes : toutes sont là, une fois', async () => {
    await avecDossier(async (racine) => {
      const titres = ['Objet', 'Engagé', ...Array.from({ length: 9_998 }, (_, rang) => `Colonne ${rang}`)];
      deposer(racine, 'large.csv', enCsv([titres, titres.map((_, rang) => (rang === 1 ? '12,50' : 'x'))]));
      const { blocs } = await inspecterSource(join(racine, 'large.csv'), {}, new Constats());
      expect(blocs[0]?.proposition.ignorees).toHaveLength(9_998);
      expect(blocs[0]?.lecture?.constats.erreurs).toBe(0);
      expect(blocs[0]?.lecture?.lue.depenses.montants).toEqual({ engagements: 1250 });
    });
  });

  test('trois mille colonnes qui pourraient toutes être le libellé, ou les montants : la question en nomme cinq', async () => {
    await avecDossier(async (racine) => {
      const titres = Array.from({ length: 3_000 }, (_, rang) =>
        rang % 2 === 0 ? `Objet n${rang}` : `Engagé n${rang}`,
      );
      deposer(racine, 'large.csv', enCsv([titres, titres.map((_, rang) => (rang % 2 === 0 ? 'Forage' : '12,50'))]));
      const { blocs } = await inspecterSource(join(racine, 'large.csv'), {}, new Constats());
      const { questions, montants, ignorees } = blocs[0]?.proposition ?? {};
      expect(questions?.map(({ champ, titres: nommes }) => [champ, nommes.length])).toEqual([
        ['montants.engagements', 1_500],
        ['libelle', 1_500],
      ]);
      for (const { raison } of questions ?? []) expect(raison).toMatch(/ou 1\s495 autres/);
      expect(montants).toEqual([]);
      expect(ignorees).toHaveLength(3_000);
    });
  });
});
