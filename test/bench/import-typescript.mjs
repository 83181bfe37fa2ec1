import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The root of the project. */
export const racine = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Bundles a module of TypeScript into a folder under the project, where programs find their packages, and imports it. */
export async function importTypescript(entree, dossier) {
  const sortie = join(dossier, 'banc.mjs');
  await build({
    entryPoints: [join(racine, entree)],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile: sortie,
    logLevel: 'error',
  });
  return import(pathToFileURL(sortie).href);
}
