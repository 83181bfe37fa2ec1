import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';

/** Folders that change places: the new one comes where the former one stands, which goes aside. */
interface Echange {
  readonly cible: string;
  readonly aside: string;
  readonly neuf: string;
}

/** The same as {@link renameBoth}, for a process that has only Node: its arguments are the three paths. */
const ECHANGE = `const { renameSync } = require('node:fs');
const [cible, aside, neuf] = process.argv.slice(1);
renameSync(cible, aside);
try { renameSync(neuf, cible); } catch { renameSync(aside, cible); }`;

/** Detached: Ctrl-C in the terminal is for this process, which answers it once both renamings are made. */
const A_PART: SpawnSyncOptions & { readonly detached: true } = {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, NODE_OPTIONS: '' },
  detached: true,
  windowsHide: true,
};

/**
 * Puts a folder in the place of another, which goes aside. No system that Node reaches does so at once: it takes two renamings,
 * between which nothing stands there. They are made by a process of their own, which goes on when this one is killed; should
 * that one be killed, or not start, this one ends the work. Only both killed in between, or the power cut, leaves the place
 * empty, and the former folder aside.
 * @throws the errors of the file system; the former folder is then where it was
 */
export function swapFolders(echange: Echange): void {
  const { cible, aside, neuf } = echange;
  spawnSync(process.execPath, ['-e', ECHANGE, cible, aside, neuf], A_PART);
  const fait = existsSync(cible) && existsSync(aside) && !existsSync(neuf);
  if (!fait) renameBoth(echange);
}

function renameBoth({ cible, aside, neuf }: Echange): void {
  if (existsSync(cible)) renameSync(cible, aside);
  try {
    renameSync(neuf, cible);
  } catch (erreur) {
    if (existsSync(aside)) renameSync(aside, cible);
    throw erreur;
  }
}
