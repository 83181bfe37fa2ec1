import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** Folders that change places: the new one comes where the former one stands, which goes aside. */
interface Swap {
  readonly target: string;
  readonly aside: string;
  readonly made: string;
}

/**
 * The same as {@link renameBoth}, for a process that has only Node. It is told the three paths on its standard input, whole or not
 * at all: that closes when the one that would tell them dies.
 */
const SWAP_PROGRAM = `const { renameSync } = require('node:fs');
let told = '';
process.stdin.setEncoding('utf8').on('error', () => {}).on('data', (piece) => { told += piece; }).on('end', () => {
  if (!told.endsWith('\\n')) return;
  const [cible, aside, neuf] = JSON.parse(told);
  renameSync(cible, aside);
  try { renameSync(neuf, cible); } catch { renameSync(aside, cible); }
});`;

/**
 * Puts a folder in the place of another, which goes aside. No system that Node reaches does so at once: it takes two renamings,
 * between which nothing stands there. They are made by a process of their own, which goes on when this one is killed; should
 * that one be killed, or not start, this one ends the work. Only both killed in between, or the power cut, leaves the place
 * empty, and the former folder aside.
 *
 * That process takes much longer to start than to rename: it is there ahead, and waits to be told.
 */
export class FolderSwapper {
  readonly #other: ChildProcessByStdio<Writable, null, null>;
  readonly #ended: Promise<unknown>;

  constructor() {
    // Detached: Ctrl-C in the terminal is for this process, which answers it once both renamings are made.
    this.#other = spawn(process.execPath, ['-e', SWAP_PROGRAM], {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
      detached: true,
      windowsHide: true,
    });
    this.#ended = new Promise((resolve) => this.#other.once('error', resolve).once('exit', resolve));
    // It is no longer there to be told: this process sees that nothing was renamed.
    this.#other.stdin.on('error', () => undefined);
    this.#other.unref();
  }

  /** @throws the errors of the file system; the former folder is then where it was */
  async swap(swap: Swap): Promise<void> {
    const { target, aside, made } = swap;
    this.#other.ref();
    this.#other.stdin.end(`${JSON.stringify([target, aside, made])}\n`);
    await this.#ended;
    const alreadyDone = existsSync(target) && existsSync(aside) && !existsSync(made);
    if (!alreadyDone) renameBoth(swap);
  }

  /** There is nothing to swap: the other process ends. */
  dismiss(): void {
    this.#other.stdin.end();
  }
}

function renameBoth({ target, aside, made }: Swap): void {
  if (existsSync(target)) renameSync(target, aside);
  try {
    renameSync(made, target);
  } catch (error) {
    if (existsSync(aside)) renameSync(aside, target);
    throw error;
  }
}
