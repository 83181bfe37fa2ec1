// npm run bench:classement: signals and memory as a ranking of lines to look at, scored on real labels.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { importTypescript, racine } from './import-typescript.mjs';

const travail = join(racine, 'dist', `classement-${process.pid}`);
process.env.JAUNE_RACINE = racine;
try {
  await importTypescript('test/bench/classement/main.ts', travail);
} finally {
  rmSync(travail, { recursive: true, force: true });
}
