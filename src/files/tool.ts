import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import paquet from '../../package.json' with { type: 'json' };
import { listFiles } from './file-system.ts';

/**
 * The folder of the tool, where its reference tables and templates lie: the nearest one above this code that holds
 * `package.json`, whether the code runs from `src/` or bundled in `dist/`.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json introuvable : l’outil est incomplet');
    folder = parent;
  }
  return folder;
}

/** A file of the tool: its path in the tool's folder, with `/`, and where it lies. */
export interface ToolFile {
  readonly nom: string;
  readonly chemin: string;
}

/** The files of the program as it was built; none when it runs from its sources. */
export function builtProgram(): ToolFile[] {
  const here = fileURLToPath(import.meta.url);
  if (!here.endsWith('.js')) return [];
  // This code is in the program itself, or in the folder beside it of what is loaded when it is first needed.
  const parts = existsSync(`${dirname(here)}.js`) ? dirname(here) : here.slice(0, -'.js'.length);
  const name = basename(parts);
  const files = listFiles(parts).filter((file) => !file.endsWith('.map'));
  return [
    { nom: `dist/${name}.js`, chemin: `${parts}.js` },
    ...files.map((file) => ({ nom: `dist/${name}/${file}`, chemin: join(parts, file) })),
  ];
}

/** The version of the tool, as `0.2.0`: what made an edition, and what can make it again. */
export const VERSION: string = paquet.version;

/** Whether a version of the tool counts as another does: the same major number or, before 1.0, the same minor one. */
export function countsAs(version: string, other: string): boolean {
  const era = (version: string) => {
    const [major = '', minor = ''] = version.split('.');
    return major === '0' ? `0.${minor}` : major;
  };
  return era(version) === era(other);
}

/** Whether a version came out after another. Both are three numbers. */
export function isMoreRecent(version: string, other: string): boolean {
  const [left, right] = [version, other].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
