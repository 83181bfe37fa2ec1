import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that put something else in the place of a module of Node: alone in their process. */
const SEULS = ['test/files/csv-records.test.ts'];

/** Those that take longest, longest first: begun before the others, so that workers end together. */
const LONGS = [
  'render/html-accessibilite',
  'render/xlsx-tableur',
  'seal/matrice',
  'render/html-chiffres',
  'render/html-explorateur',
  'pannes/arrets',
  'cli',
  'pannes/flux',
  'constats',
  'mutations/mutations',
  'hostile/dossier',
  'comparer',
  'render/html-hostile',
  'reel',
  'seal/archive',
  'pannes/disque',
  'pannes/gestes',
  'render/html-borne',
  'render/html-poids',
  'render/xlsx-depuis',
].map((nom) => `/test/${nom}.test.ts`);

class LongsDabord extends BaseSequencer {
  override async sort(fichiers: TestSpecification[]): Promise<TestSpecification[]> {
    const rangs = new Map(LONGS.map((nom, rang) => [nom, rang]));
    const rangDe = ({ moduleId }: TestSpecification) =>
      rangs.get(moduleId.slice(moduleId.lastIndexOf('/test/'))) ?? LONGS.length;
    return (await super.sort(fichiers)).sort((gauche, droite) => rangDe(gauche) - rangDe(droite));
  }
}

const commun = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongsDabord },
    globalSetup: 'test/outils/avant-tout.ts',
    projects: [
      {
        // Files follow one another in a process: what they import, reference tables and the edition of 2012 are read once.
        test: { ...commun, name: 'ensemble', include: ['test/**/*.test.ts'], exclude: SEULS, isolate: false },
      },
      { test: { ...commun, name: 'seuls', include: SEULS } },
    ],
  },
});
