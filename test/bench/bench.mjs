// npm run bench: what the tool takes of time and memory, beside peers on the same work, against its targets.
// `--contre <dist/jaune.js of another build>` adds that build, in pairs. BENCH_PASSES: passes (3). BENCH_DIX_MILLIONS=1: ten
// million lines too (7 GB of room in the temporary folder).
// `--croissance`: how cost grows instead, in lines, sources, rules, decisions and memory; `--axe decisions` for one of them (may be
// given again), `--echelle 0.1` for a tenth of the sizes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importTypescript, racine } from './import-typescript.mjs';

// Under the project, where programs find their packages, and the tool its templates and tables.
const atelier = join(racine, 'dist', `banc-${process.pid}`);
const travail = mkdtempSync(join(tmpdir(), 'jaune-bench-'));
process.on('exit', () => {
  for (const dossier of [atelier, travail]) rmSync(dossier, { recursive: true, force: true });
});
// Ctrl-C ends the program that runs, then this one, which leaves nothing behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const { courir } = await importTypescript('test/bench/vitesse/main.ts', atelier);
process.exitCode = await courir({ racine, atelier, travail, arguments_: process.argv.slice(2) });
