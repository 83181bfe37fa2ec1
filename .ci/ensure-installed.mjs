// Installs the dependencies when they are missing or older than the lock file; otherwise does nothing.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const age = (chemin) => statSync(chemin, { throwIfNoEntry: false })?.mtimeMs ?? -1;

if (age('node_modules/.package-lock.json') < age('package-lock.json')) {
  console.log('Installation des dépendances…');
  // Not `npm ci`: it refuses a lock file that does not name the builds of every platform, and not every registry has them
  // all. The versions are those of the lock file, which is left as it is.
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('L’installation a échoué : vérifiez l’accès au registre npm (réseau, mandataire), puis relancez.');
    process.exitCode = 1;
  }
}
