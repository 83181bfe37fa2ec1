import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Jaune } from '../../src/compile/jaune.ts';
import { Constats } from '../../src/domain/constat.ts';
import { compileEdition } from '../../src/edition.ts';

/** The page of data/2012 as it is published, and the jaune from which it is drawn. */
export interface Page2012 {
  readonly jaune: Jaune;
  readonly page: string;
  readonly fichier: string;
  /** Takes the published files away. */
  readonly ranger: () => Promise<void>;
}

/** Compiles data/2012 as the command does, in a directory that goes away. */
export async function publier2012(): Promise<Page2012> {
  const dossier = await mkdtemp(join(tmpdir(), 'jaune-2012-page-'));
  const source = join(import.meta.dirname, '..', '..', 'data', '2012');
  const { jaune, sortie } = await compileEdition(source, join(dossier, 'edition'), new Constats());
  const fichier = join(sortie, 'jaune-2012.html');
  const page = await readFile(fichier, 'utf8');
  return { jaune, page, fichier, ranger: () => rm(dossier, { recursive: true, force: true }) };
}
