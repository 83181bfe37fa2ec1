// What does not change from a compile to the next is made when the tool is built: what Handlebars makes of its templates, and the
// countries of its maps. It is made by the code that makes it when the tool runs from its sources, and takes the place in the
// bundle of a module that has nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const MADE = [
  // A template that is another when the tool runs (of a dossier, of an archive) is compiled as it is read.
  [/[\\/]gabarits-compiles\.ts$/, 'src/render/html/precompiler.ts', ({ precompiler }) => precompiler('templates')],
  [
    /[\\/]formes-des-pays\.ts$/,
    'src/render/graphiques/precalculer-les-formes.ts',
    ({ precalculerLesFormes }) => precalculerLesFormes(),
  ],
];

export const madeAhead = {
  name: 'made-ahead',
  setup(bundler) {
    for (const [filter, entry, make] of MADE)
      bundler.onLoad({ filter }, async () => ({ contents: await make(await load(entry)), loader: 'js' }));
  },
};

/** The same for tests: what is run from the sources is made of it too, and not again for each page. */
export const madeAheadForTests = {
  name: 'made-ahead',
  enforce: 'pre',
  async load(path) {
    const [, entry, make] = MADE.find(([filter]) => filter.test(path)) ?? [];
    return entry === undefined ? undefined : make(await load(entry));
  },
};

/** A module of the sources, as one that Node can run. */
async function load(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'jaune-build-'));
  try {
    const outfile = join(folder, 'module.cjs');
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
