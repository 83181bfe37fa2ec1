import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Jaune } from '../../src/compile/jaune.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { packageRoot } from '../../src/files/tool.ts';
import { uneFois } from './atelier.ts';
import { jauneDuDossier } from './jaune-du-dossier.ts';

/** The page of data/2012 as it is published, and the jaune from which it is drawn. */
export interface Page2012 {
  readonly jaune: Jaune;
  readonly page: string;
  readonly fichier: string;
}

/** The folder of an edition of data/, compiled as the command does, once a run: to be read and not changed. */
export async function editionDe(exercice: '2011' | '2012'): Promise<string> {
  const dossier = await uneFois(`edition-${exercice}`, (place) =>
    compilerLEdition(join(packageRoot(), 'data', exercice), join(place, exercice), new Constats()),
  );
  return join(dossier, exercice);
}

let publiee: Promise<Page2012> | undefined;

/** The edition of data/2012, read once for all the test files that a process runs. */
export function publier2012(): Promise<Page2012> {
  publiee ??= lire();
  return publiee;
}

async function lire(): Promise<Page2012> {
  const fichier = join(await editionDe('2012'), 'jaune-2012.html');
  return { jaune: await jauneDuDossier('data/2012'), page: await readFile(fichier, 'utf8'), fichier };
}
