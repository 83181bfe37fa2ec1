// Puts in the bundle what Handlebars makes of the templates of the tool, by the code that compiles them when it runs from its
// sources. A template that is another then (of a dossier, of an archive) is compiled as it is read.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export const precompiledTemplates = {
  name: 'precompiled-templates',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]gabarits-compiles\.ts$/ }, async () => ({
      contents: await precompile(),
      loader: 'js',
    }));
  },
};

async function precompile() {
  const folder = mkdtempSync(join(tmpdir(), 'jaune-gabarits-'));
  try {
    const outfile = join(folder, 'precompile.cjs');
    await build({
      entryPoints: ['src/render/html/precompile.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    return await createRequire(import.meta.url)(outfile).precompile('templates');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
