import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Jaune } from '../../src/compile/jaune.ts';
import { Constats } from '../../src/domain/constat.ts';
import { compileEdition } from '../../src/edition.ts';
import { packageRoot } from '../../src/files/package-root.ts';
import { dansLesEssais } from './essais.ts';

/** The page of data/2012 as it is published, and the jaune from which it is drawn. */
export interface Page2012 {
  readonly jaune: Jaune;
  readonly page: string;
  readonly fichier: string;
}

let publiee: Promise<Page2012> | undefined;

/**
 * Compiles data/2012 as the command does, once for all the test files that a
 * process runs, which read it and change nothing of it.
 */
export function publier2012(): Promise<Page2012> {
  publiee ??= publier();
  return publiee;
}

async function publier(): Promise<Page2012> {
  const dossier = dansLesEssais(`edition-2012-${process.pid}`);
  await mkdir(dossier, { recursive: true });
  const source = join(packageRoot(), 'data', '2012');
  const { jaune, sortie } = await compileEdition(source, join(dossier, 'edition'), new Constats());
  const fichier = join(sortie, 'jaune-2012.html');
  const page = await readFile(fichier, 'utf8');
  return { jaune, page, fichier };
}
