// npm run bench:source: what jaune source guesses of files whose right block is known, field by field. `--ecarts` names all that is
// not right, `--genre <kind>` keeps one kind of generated files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importTypescript, racine } from './import-typescript.mjs';

const atelier = join(racine, 'dist', `source-${process.pid}`);
const travail = mkdtempSync(join(tmpdir(), 'jaune-source-'));
try {
  const { mesurer } = await importTypescript('test/bench/source/main.ts', atelier);
  process.exitCode = await mesurer({ racine, travail, arguments_: process.argv.slice(2) });
} finally {
  for (const dossier of [atelier, travail]) rmSync(dossier, { recursive: true, force: true });
}
