// npm run bench: what the tool takes of time and memory, beside peers on the same work, against its targets.
// `--contre <dist/jaune.js of another build>` adds that build, in pairs. BENCH_PASSES: passes (3). BENCH_DIX_MILLIONS=1: ten
// million lines too (1.6 GB of source, 10 GB of room in the temporary folder).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const racine = fileURLToPath(new URL('../..', import.meta.url));
// Under the project, where programs find their packages, and the tool its templates and tables.
const atelier = join(racine, 'dist', `banc-${process.pid}`);
try {
  const sortie = join(atelier, 'banc.mjs');
  await build({
    entryPoints: [join(racine, 'test/bench/vitesse/main.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile: sortie,
    logLevel: 'error',
  });
  const { courir } = await import(pathToFileURL(sortie).href);
  process.exitCode = await courir({ racine, atelier, arguments_: process.argv.slice(2) });
} finally {
  rmSync(atelier, { recursive: true, force: true });
}
