import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { dansLesEssais, racineDesDossiers, VARIABLE_DES_ESSAIS } from './atelier.ts';

/** Gives a run of the tests folders of its own and the program to try, and takes them away when all are done. */
export default async function preparer(projet: TestProject): Promise<() => void> {
  process.env[VARIABLE_DES_ESSAIS] = String(process.pid);
  await batir();
  projet.onTestsRerun(batir);
  return () => {
    for (const dossier of [dansLesEssais(), racineDesDossiers()]) rmSync(dossier, { recursive: true, force: true });
  };
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
