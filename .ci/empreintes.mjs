// npm run empreintes: writes data/empreintes/<version>.json, the digests of the tables and templates of the version of
// package.json. With --publier, once the program was built anew, its own too: the version is then what it is for good.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const atelier = mkdtempSync(join(tmpdir(), 'jaune-empreintes-'));
try {
  const outfile = join(atelier, 'empreintes.mjs');
  await build({
    entryPoints: ['src/edition/ecrire-les-empreintes.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
  });
  const { ecrireLesEmpreintes } = await import(pathToFileURL(outfile).href);
  ecrireLesEmpreintes(process.cwd(), version, process.argv.includes('--publier') ? leProgramme() : undefined);
} finally {
  rmSync(atelier, { recursive: true, force: true });
}

/** What `fichiersDuProgramme` puts in an archive, the digests of versions aside. */
function leProgramme() {
  execFileSync(process.execPath, ['.ci/build.mjs'], { stdio: 'inherit' });
  const parties = readdirSync('dist/jaune', { recursive: true, withFileTypes: true })
    .filter((partie) => partie.isFile() && !partie.name.endsWith('.map'))
    .map((partie) => join(partie.parentPath, partie.name).replaceAll('\\', '/'))
    .sort();
  return ['docs/recalcul.sql', 'dist/jaune.js', ...parties, 'package.json'].map((nom) => ({ nom, chemin: nom }));
}
