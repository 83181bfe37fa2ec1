// npm test: every check of the repository, one after the other; closes on « N passed, N failed ».
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const travail = mkdtempSync(join(tmpdir(), 'jaune-test-'));
const rapport = join(travail, 'vitest.json');
const outil = (nom) => join('node_modules', '.bin', nom);

const verifications = [
  ['Lint et format (Biome)', outil('biome'), ['check', '.']],
  ['Types (tsc)', outil('tsc'), ['--noEmit']],
  ['Code mort (knip)', outil('knip'), []],
  ['Construction (esbuild)', process.execPath, ['.ci/build.mjs']],
];

let reussis = 0;
let echoues = 0;
let sautes = 0;
try {
  for (const [titre, commande, arguments_] of verifications) {
    console.log(`\n— ${titre}`);
    const { status } = spawnSync(commande, arguments_, { stdio: 'inherit' });
    if (status === 0) reussis += 1;
    else echoues += 1;
  }
  console.log('\n— Tests (Vitest)');
  const { status } = spawnSync(
    outil('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${rapport}`],
    { stdio: 'inherit' },
  );
  try {
    const bilan = JSON.parse(readFileSync(rapport, 'utf8'));
    reussis += bilan.numPassedTests;
    echoues += bilan.numFailedTests;
    sautes += bilan.numPendingTests + bilan.numTodoTests;
    // A file that fails before its tests, or an error outside of any, fails the run without a failed test.
    if (status !== 0 && bilan.numFailedTests === 0) echoues += 1;
  } catch {
    echoues += 1;
  }
} finally {
  rmSync(travail, { recursive: true, force: true });
}
console.log(`\n${reussis} passed, ${echoues} failed${sautes > 0 ? `, ${sautes} skipped` : ''}`);
process.exitCode = echoues === 0 ? 0 : 1;
