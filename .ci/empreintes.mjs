// npm run empreintes: writes data/empreintes/<version>.json, the digests of the tables and templates of the version of
// package.json. With --publier, once the program was built anew, its own too: the version is then what it is for good.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importSource } from './import-source.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const { ecrireLesEmpreintes } = await importSource('src/edition/ecrire-les-empreintes.ts');
const { TABLES_SANS_DOCUMENT } = await importSource('src/dossier/outillage.ts');
ecrireLesEmpreintes(process.cwd(), version, process.argv.includes('--publier') ? leProgramme() : undefined);

/** What `fichiersDuProgramme` puts in an archive, the digests of versions aside. */
function leProgramme() {
  execFileSync(process.execPath, ['.ci/build.mjs'], { stdio: 'inherit' });
  const dans = (dossier) =>
    readdirSync(dossier, { recursive: true, withFileTypes: true })
      .filter((partie) => partie.isFile() && !partie.name.endsWith('.map'))
      .map((partie) => join(partie.parentPath, partie.name).replaceAll('\\', '/'))
      .sort();
  const tables = TABLES_SANS_DOCUMENT.flatMap(dans);
  const noms = ['docs/recalcul.sql', 'dist/jaune.js', ...dans('dist/jaune'), 'package.json', ...tables];
  return noms.map((nom) => ({ nom, chemin: nom }));
}
