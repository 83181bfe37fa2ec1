import type { Jaune } from '../../src/compile/jaune.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { compilerLesLignes } from '../../src/edition/compiler-les-lignes.ts';
import { preparer } from '../../src/edition/preparation.ts';

/** The jaune of a dossier, compiled in this process; nothing is written. */
export async function jauneDuDossier(chemin: string): Promise<Jaune> {
  return compilerLesLignes(await preparer(chemin, new Constats()));
}
