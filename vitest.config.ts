import { defineConfig } from 'vitest/config';

/** Those that put something else in the place of a module of Node: alone in their process. */
const SEULS = ['test/files/csv-records.test.ts'];

const commun = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
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
