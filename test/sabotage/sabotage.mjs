// npm run essais:sabotage: the auditor's and the saboteur's day, made again from a seed. Fails when anything is not caught, or lost.
// `--graine N`: another seed (2012). `--seulement falsifications` (or hostiles, arrets, paires; may be given again): that kind alone.
// Without any option, the tests that make only a few of their trials in `npm test` make all of them too.
// `--combien N`: only N attempts of each kind, spread over it. `--rang N`: only that one, by its number in the report.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importTypescript, racine } from '../bench/import-typescript.mjs';

const lieux = join(racine, 'dist', `sabotage-${process.pid}`);
const atelier = mkdtempSync(join(tmpdir(), 'jaune-sabotage-'));
process.on('exit', () => {
  for (const dossier of [lieux, atelier]) rmSync(dossier, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const { courir } = await importTypescript('test/sabotage/main.ts', lieux);
// A bundle of its own: another may be built meanwhile.
const programme = join(lieux, 'jaune.js');
execFileSync(process.execPath, [join('.ci', 'build.mjs'), programme], { cwd: racine, stdio: 'inherit' });
process.exitCode = await courir({ racine, atelier, programme, arguments_: process.argv.slice(2) });

if (process.argv.length === 2) {
  const abreges = readdirSync(join(racine, 'test'), { recursive: true, encoding: 'utf8' })
    .filter(
      (nom) => nom.endsWith('.test.ts') && readFileSync(join(racine, 'test', nom), 'utf8').includes('/combien.ts'),
    )
    .map((nom) => join('test', nom));
  const { status } = spawnSync(join('node_modules', '.bin', 'vitest'), ['run', ...abreges], {
    cwd: racine,
    stdio: 'inherit',
    env: { ...process.env, JAUNE_TOUS_LES_ESSAIS: '1' },
  });
  if (status !== 0) process.exitCode = 1;
}
