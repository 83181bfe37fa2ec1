import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import paquet from '../../package.json' with { type: 'json' };

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

/** The version of the tool, `0.1.0`: what made an edition, and what can make it again. */
export const VERSION: string = paquet.version;

/** Whether a version of the tool counts as another does: the same major number or, before 1.0, the same minor one. */
export function countsAs(version: string, autre: string): boolean {
  const ere = (lue: string) => {
    const [majeure = '', mineure = ''] = lue.split('.');
    return majeure === '0' ? `0.${mineure}` : majeure;
  };
  return ere(version) === ere(autre);
}

/** Whether a version came out after another. Both are three numbers. */
export function isMoreRecent(version: string, autre: string): boolean {
  const [gauche, droite] = [version, autre].map((lue) => lue.split('.').map(Number));
  for (let rang = 0; rang < 3; rang++) {
    const ecart = (gauche?.[rang] ?? 0) - (droite?.[rang] ?? 0);
    if (ecart !== 0) return ecart > 0;
  }
  return false;
}
