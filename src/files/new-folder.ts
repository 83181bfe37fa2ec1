import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { trierPar } from '../domain/textes/ordre.ts';
import { syncShown, syncTree } from './sync.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';
import { UnwritableOutput } from './unwritable-output.ts';
import { Workshop } from './workshop.ts';

/**
 * A folder in the making, beside the place where it will stand: it comes there whole, or not at all. What is already in that
 * place is left as it is.
 */
export class NewFolder {
  readonly target: string;
  readonly path: string;
  readonly #workshop: Workshop;

  /** @throws UnwritableOutput when the place cannot be written to */
  constructor(target: string) {
    try {
      this.#workshop = new Workshop(target, true);
    } catch (error) {
      throw explain(target, error);
    }
    this.target = this.#workshop.target;
    this.path = this.#workshop.path;
  }

  /** An empty folder in it, unless the place has one of that name. */
  makeIfMissing(name: string): void {
    if (!existsSync(join(this.target, name))) mkdirSync(join(this.path, name));
  }

  /**
   * Shows the folder, once the disk keeps it. In a folder that is there, its entries come one by one, and all go again if one cannot.
   * @param last the entry without which the others are nothing: it comes last
   * @throws UnwritableOutput when the system refuses
   * @throws Refus when the folder is shown, and the disk does not answer that it keeps its name
   */
  publish(last: string): void {
    const { target, path } = this;
    const wasThere = existsSync(target);
    try {
      syncTree(path);
      if (wasThere) this.#moveIntoTarget(last);
      else renameSync(path, target);
      const parents = this.#workshop.keepParents();
      for (const parent of wasThere ? [target] : parents) syncShown(parent, target);
    } catch (error) {
      throw explain(target, error);
    } finally {
      this.abandon();
    }
  }

  /** Leaves nothing behind. */
  abandon(): void {
    this.#workshop.close();
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
}

function explain(target: string, error: unknown): unknown {
  const failure = systemFailure(error);
  if (failure === undefined) return error;
  return new UnwritableOutput(
    `${target} ne peut pas être écrit : ${failure}`,
    systemRemedy(error, 'Vérifiez que vous avez le droit d’écrire à cet endroit, ou choisissez-en un autre.'),
  );
}
