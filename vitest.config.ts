import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { madeAheadForTests } from './.ci/made-ahead.mjs';

/** Those that put something else in the place of a module of Node, or leave in its place nothing made ahead: alone in their process. */
const SEULS = ['test/files/csv-records.test.ts', 'test/render/faits-d-avance.test.ts'];

/**
 * Those that take longest, longest first, so that workers end together: a new file of more than five seconds joins them. The very
 * first do without the edition of 2012, or make it: nobody waits for another to have made it.
 */
const LONGS = [
  'render/xlsx-tableur',
  'exports/apd/classeur',
  'pannes/arrets',
  'pannes/flux',
  'pannes/a-deux',
  'pannes/coupure',
  'exports/commande/exporter',
  'exports/relecture/relecture',
  'render/html-accessibilite',
  'seal/matrice',
  'cli',
  'constats',
  'sabotage/sabotage',
  'confiance/dehors',
  'render/html-chiffres',
  'render/pdf/pdf',
  'paquet/windows',
  'paquet/linux',
  'render/html-explorateur',
  'mutations/mutations',
  'comparer',
  'inspect/proprietes',
  'reel',
  'expliquer',
  'proprietes/deux-sens',
  'hostile/dossier',
  'hostile/francais',
  'render/identite',
  'seal/archive',
  'seal/scelle-hostile',
  'seal/zip-hostile',
  'seal/noms-d-archive',
  'seal/lignes-semblables',
  'seal/outil-de-l-archive',
  'render/html-hostile',
  'render/xlsx-cofinancements',
  'render/xlsx-depuis',
  'pannes/disque',
  'pannes/gestes',
  'inspect/reel',
  'diagnostic',
  'migrer',
  'files/xlsx-rows',
  'mutations/dossier-entier',
  'hostile/csv',
  'proprietes/partition',
  'docs/recalcul',
  'docs/premier-quart-d-heure',
  'render/html-papier',
  'render/html-poids',
  'render/html-borne',
  'render/html-clavier',
  'render/html-couleurs-forcees',
  'fil',
].map((nom) => `/test/${nom}.test.ts`);

class LongsDabord extends BaseSequencer {
  override async sort(fichiers: TestSpecification[]): Promise<TestSpecification[]> {
    const rangs = new Map(LONGS.map((nom, rang) => [nom, rang]));
    const rangDe = ({ moduleId }: TestSpecification) =>
      rangs.get(moduleId.slice(moduleId.lastIndexOf('/test/'))) ?? LONGS.length;
    return (await super.sort(fichiers)).sort((gauche, droite) => rangDe(gauche) - rangDe(droite));
  }
}

/** Against what never ends: on a machine that others keep busy, LibreOffice takes several times what it takes alone. */
const commun = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    // One more than the two cores of the smallest machine: a worker often waits for a browser, a spreadsheet or a program of its own.
    maxWorkers: 3,
    sequence: { sequencer: LongsDabord },
    globalSetup: 'test/outils/avant-tout.ts',
    projects: [
      {
        plugins: [madeAheadForTests],
        // Files follow one another in a process: what they import, reference tables and the edition of 2012 are read once.
        test: { ...commun, name: 'ensemble', include: ['test/**/*.test.ts'], exclude: SEULS, isolate: false },
      },
      { test: { ...commun, name: 'seuls', include: SEULS } },
    ],
  },
});
