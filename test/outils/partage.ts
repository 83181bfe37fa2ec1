import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/files/tool.ts';

const DOSSIER = resolve(packageRoot(), '..', 'shared', 'data');

/** Path of a file of real open data, kept beside the project and never inside it. */
export function donneePartagee(nom: string): string {
  return resolve(DOSSIER, nom);
}

/**
 * Tests that need real data. Where it is absent they are skipped, with a line that says so; where `CI` is `true` its absence
 * is a failure, so that nobody believes them run.
 */
export function decrireAvecDonnees(titre: string, fichiers: readonly string[], essais: () => void): void {
  const absents = fichiers.filter((nom) => !existsSync(donneePartagee(nom)));
  if (absents.length === 0) {
    describe(titre, essais);
    return;
  }
  const motif = `Données réelles absentes (${absents.join(', ')}), attendues dans ../shared/data`;
  if (process.env.CI === 'true') {
    test(titre, () => {
      expect.fail(motif);
    });
    return;
  }
  console.log(`${motif} : « ${titre} » n'est pas essayé.`);
  describe.skip(titre, essais);
}
