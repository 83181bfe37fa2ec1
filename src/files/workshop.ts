import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { tidyIfInterrupted } from './interruption.ts';
import { nameInTheMaking, othersAtWork, removeQuietly, sweepLeftovers } from './leftovers.ts';
import { realPlace } from './real-place.ts';
import { UnwritableOutput } from './unwritable-output.ts';

/** How long two that come at once wait for each other to give up, and how often they look, in milliseconds. */
const PATIENCE = 1_000;
const STEP = 20;

/**
 * A folder beside a place, on the same disk, where what will stand there is made. It is also what keeps the place: another
 * command that would write there meanwhile is told so.
 */
export class Workshop {
  /** The place, where links lead: they stay. */
  readonly target: string;
  readonly path: string;
  /** Parents that were not there, the deepest first: they go again when nothing comes of it. */
  readonly #parents: string[] = [];
  readonly #restoreSignals: () => void;

  /**
   * @param makeParents whether the folders that lead to the place are made where they are missing
   * @throws UnwritableOutput when another command is writing there, or it is a link that leads nowhere
   * @throws the errors of the file system
   */
  constructor(asked: string, makeParents: boolean) {
    this.target = realPlace(asked);
    this.path = nameInTheMaking(this.target);
    sweepLeftovers(this.target);
    // Before the folder is there: a signal that comes in between finds somebody to answer it.
    this.#restoreSignals = tidyIfInterrupted(() => this.close());
    try {
      if (makeParents) this.#makeParents(dirname(this.target));
      mkdirSync(this.path);
      requireAlone(asked, this.target);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** What was made is in its place, and stays there with the folders that lead to it: their parents, to be put down to the disk. */
  keepParents(): string[] {
    return [dirname(this.target), ...this.#parents.splice(0).map((parent) => dirname(parent))];
  }

  /** Leaves nothing behind, and lets the place go. */
  close(): void {
    this.#restoreSignals();
    removeQuietly(this.path);
    try {
      for (const parent of this.#parents.splice(0)) if (readdirSync(parent).length === 0) rmdirSync(parent);
    } catch {
      // What the system does not let go harms nobody where it is.
    }
  }

  /** Parent by parent: the recursive `mkdirSync` never ends where the system says that nothing is there (`/proc`). */
  #makeParents(path: string): void {
    if (existsSync(path)) return;
    const parent = dirname(path);
    if (parent !== path) this.#makeParents(parent);
    mkdirSync(path);
    this.#parents.unshift(path);
  }
}

/**
 * Each makes its folder, then looks for others: of two, one at least sees the other. The one whose number is higher gives up; the
 * other waits to see it go, unless it was there before, and stays.
 */
function requireAlone(asked: string, target: string): void {
  for (let waited = 0; ; waited += STEP) {
    const [other] = othersAtWork(target);
    if (other === undefined) return;
    if (other < process.pid || waited >= PATIENCE)
      throw new UnwritableOutput(
        `${asked} est en train d’être écrit par une autre commande (processus ${other})`,
        `Attendez qu’elle finisse, puis relancez. Si aucune n’est en cours, supprimez ${nameInTheMaking(target, other)}.`,
      );
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP);
  }
}
