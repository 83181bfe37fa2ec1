/** The workshop of the tests: folders that go away with the run, and what a run makes only once. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';
import { packageRoot } from '../../src/files/tool.ts';

/** Name of the variable by which the processes of a run of the tests know their common folders. */
export const VARIABLE_DES_ESSAIS = 'JAUNE_DOSSIER_DES_ESSAIS';
const nomDesEssais = () => process.env[VARIABLE_DES_ESSAIS] ?? 'seul';

/**
 * A place that the test files of one run share, and other runs do not: under the project, where programs find their packages,
 * and the tool its templates and tables. It goes away when the run ends.
 */
export function dansLesEssais(...chemin: readonly string[]): string {
  return join(packageRoot(), 'dist', 'essais', nomDesEssais(), ...chemin);
}

/** Where the folders of a run stand: far from the project, as those of officers. Every user may go through it. */
export function racineDesDossiers(): string {
  return join(tmpdir(), `jaune-essais-${nomDesEssais()}`);
}

/** A new empty folder, which goes away when the run ends. */
export function dossierDEssai(): string {
  mkdirSync(racineDesDossiers(), { recursive: true });
  return mkdtempSync(join(racineDesDossiers(), 'essai-'));
}

/** Runs something with a new empty folder, removed in the end whatever happens. */
export async function avecDossier<T>(faire: (racine: string) => Promise<T> | T): Promise<T> {
  const racine = dossierDEssai();
  try {
    return await faire(racine);
  } finally {
    rmSync(racine, { recursive: true, force: true });
  }
}

/**
 * Makes something once for all the files of a run, in a folder of that name: who comes first makes it, others wait.
 * @returns the folder, to be read and not changed
 */
export async function uneFois(nom: string, faire: (dossier: string) => Promise<unknown>): Promise<string> {
  const dossier = dansLesEssais(nom);
  const [pris, fait] = [`${dossier}.pris`, `${dossier}.fait`];
  mkdirSync(dirname(dossier), { recursive: true });
  while (!existsSync(fait)) {
    try {
      mkdirSync(pris);
    } catch {
      await attendre(50);
      continue;
    }
    try {
      mkdirSync(dossier, { recursive: true });
      await faire(dossier);
      writeFileSync(fait, '');
    } finally {
      rmSync(pris, { recursive: true });
    }
  }
  return dossier;
}
