import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { dansLesEssais, racineDesDossiers, VARIABLE_DES_ESSAIS } from './atelier.ts';

/** Gives a run of the tests folders of its own and the program to try, and takes them away when all are done. */
export default async function preparer(projet: TestProject): Promise<() => void> {
  process.env[VARIABLE_DES_ESSAIS] = String(process.pid);
  const enMemoire = ecrireEnMemoire();
  await batir();
  projet.onTestsRerun(batir);
  return () => {
    for (const dossier of [dansLesEssais(), racineDesDossiers(), ...enMemoire])
      rmSync(dossier, { recursive: true, force: true });
  };
}

/**
 * Has temporary folders in memory where there is plenty, unless another place is asked for: the tests have the disk confirm
 * thousands of files, and prove nothing of how long it takes.
 * @returns the folder to take away in the end
 */
function ecrireEnMemoire(): string[] {
  const [place, assez] = ['/dev/shm', 4 * 1024 ** 3];
  if (process.env.TMPDIR !== undefined || !existsSync(place) || freemem() < assez) return [];
  const { bavail, bsize } = statfsSync(place);
  if (bavail * bsize < assez) return [];
  process.env.TMPDIR = mkdtempSync(join(place, 'jaune-'));
  // Another user goes through it.
  chmodSync(process.env.TMPDIR, 0o1777);
  return [process.env.TMPDIR];
}

/** The program as it is delivered, and the small ones that only tests run: bundled, so that any Node runs them. */
async function batir(): Promise<void> {
  const petits = join(import.meta.dirname, 'programmes');
  execFileSync(process.execPath, ['.ci/build.mjs', dansLesEssais('programme', 'jaune.js')], { stdio: 'inherit' });
  await build({
    entryPoints: readdirSync(petits).map((nom) => join(petits, nom)),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outdir: dansLesEssais('petits-programmes'),
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
}
