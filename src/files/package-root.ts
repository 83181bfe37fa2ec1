import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the tool, where its reference tables and templates lie: the nearest one above this code that holds
 * `package.json`, whether the code runs from `src/` or bundled in `dist/`.
 */
export function packageRoot(): string {
  let dossier = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dossier, 'package.json'))) {
    const parent = dirname(dossier);
    if (parent === dossier) throw new Error('package.json introuvable : l’outil est incomplet');
    dossier = parent;
  }
  return dossier;
}
