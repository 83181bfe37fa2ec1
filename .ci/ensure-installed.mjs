// Installs the very versions of the lock file when they are missing or older than it; otherwise does nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { tellInstallFailure, tellMissingBuilds } from './tell-install-failure.mjs';

const age = (chemin) => statSync(chemin, { throwIfNoEntry: false })?.mtimeMs ?? -1;

if (age('node_modules/.package-lock.json') < age('package-lock.json')) {
  console.log('Installation des dépendances…');
  // No dependency needs a script of its own to be installed: none is run.
  const { status, stderr } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      stdio: ['inherit', 'inherit', 'pipe'],
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  process.stderr.write(stderr ?? '');
  if (status === 0) {
    // npm passes over an optional package that it cannot have, and says nothing.
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const { glibcVersionRuntime } = process.report.getReport().header;
    const machine = { os: process.platform, cpu: process.arch, libc: glibcVersionRuntime ? 'glibc' : 'musl' };
    const missing = tellMissingBuilds(packages, machine, existsSync);
    if (missing !== undefined) console.error(missing);
  } else {
    console.error(tellInstallFailure(stderr ?? 'spawn npm ENOENT'));
    process.exitCode = 1;
  }
}
