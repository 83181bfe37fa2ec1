// Installs the dependencies when they are missing or older than the lock file; otherwise does nothing.
import { execSync } from 'node:child_process';
import { statSync } from 'node:fs';

const age = (chemin) => statSync(chemin, { throwIfNoEntry: false })?.mtimeMs ?? -1;

if (age('node_modules/.package-lock.json') < age('package-lock.json')) {
  console.log('Installation des dépendances (npm ci)…');
  execSync('npm ci --no-audit --no-fund', { stdio: 'inherit' });
}
