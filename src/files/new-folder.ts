import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { trierPar } from '../domain/textes/ordre.ts';
import { tidyIfInterrupted } from './interruption.ts';
import { nameInTheMaking, sweepLeftovers } from './leftovers.ts';
import { UnwritableOutput } from './output-folder.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';

/**
 * A folder in the making, beside the place where it will stand: it comes there whole, or not at all. What is already in that
 * place is left as it is.
 */
export class NewFolder {
  readonly target: string;
  readonly path: string;
  /** Parents that were not there, the deepest first: they go again when nothing comes of it. */
  readonly #parents: string[] = [];
  readonly #restoreSignals: () => void;

  /** @throws UnwritableOutput when the place cannot be written to */
  constructor(target: string) {
    this.target = existsSync(target) ? realpathSync(target) : resolve(target);
    this.path = nameInTheMaking(this.target);
    sweepLeftovers(this.target);
    this.#restoreSignals = tidyIfInterrupted(() => this.abandon());
    try {
      this.#makeParents(dirname(this.target));
      mkdirSync(this.path);
    } catch (error) {
      this.abandon();
      throw this.#explain(error);
    }
  }

  /** An empty folder in it, unless the place has one of that name. */
  makeIfMissing(name: string): void {
    if (!existsSync(join(this.target, name))) mkdirSync(join(this.path, name));
  }

  /**
   * Shows the folder. In a folder that is there, its entries come one by one, and all go again if one cannot.
   * @param last the entry without which the others are nothing: it comes last
   * @throws UnwritableOutput when the system refuses
   */
  publish(last: string): void {
    try {
      if (existsSync(this.target)) this.#moveIntoTarget(last);
      else renameSync(this.path, this.target);
      this.#parents.length = 0;
    } catch (error) {
      throw this.#explain(error);
    } finally {
      this.abandon();
    }
  }

  /** Leaves nothing behind. */
  abandon(): void {
    this.#restoreSignals();
    try {
      rmSync(this.path, { recursive: true, force: true });
      for (const parent of this.#parents) if (readdirSync(parent).length === 0) rmdirSync(parent);
    } catch {
      // What the system does not let go harms nobody where it is.
    }
  }

  #moveIntoTarget(last: string): void {
    const names = trierPar(readdirSync(this.path), (name) => `${name === last ? 1 : 0} ${name}`);
    const moved: string[] = [];
    try {
      for (const name of names) {
        if (existsSync(join(this.target, name)))
          throw new UnwritableOutput(
            `${join(this.target, name)} existe déjà`,
            'Relancez la commande : elle dira ce qui est là.',
          );
        renameSync(join(this.path, name), join(this.target, name));
        moved.push(name);
      }
    } catch (error) {
      for (const name of moved) rmSync(join(this.target, name), { recursive: true, force: true });
      throw error;
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

  #explain(error: unknown): unknown {
    const failure = systemFailure(error);
    if (failure === undefined) return error;
    return new UnwritableOutput(
      `${this.target} ne peut pas être écrit : ${failure}`,
      systemRemedy(error, 'Vérifiez que vous avez le droit d’écrire à cet endroit, ou choisissez-en un autre.'),
    );
  }
}
