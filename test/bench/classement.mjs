// npm run bench:classement: signals and memory as a ranking of lines to look at, scored on real labels.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const racine = new URL('../..', import.meta.url).pathname;
const travail = mkdtempSync(join(tmpdir(), 'jaune-classement-'));
try {
  const sortie = join(travail, 'classement.mjs');
  await build({
    entryPoints: [join(racine, 'test/bench/classement/main.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    // Some bundled libraries are CommonJS and ask for Node's own modules with require().
    banner: {
      js: "import { createRequire as jauneCreateRequire } from 'node:module'; const require = jauneCreateRequire(import.meta.url);",
    },
    outfile: sortie,
    logLevel: 'error',
  });
  process.env.JAUNE_RACINE = racine;
  await import(pathToFileURL(sortie).href);
} finally {
  rmSync(travail, { recursive: true, force: true });
}
