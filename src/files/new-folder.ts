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
  constructor(cible: string) {
    this.target = existsSync(cible) ? realpathSync(cible) : resolve(cible);
    this.path = nameInTheMaking(this.target);
    sweepLeftovers(this.target);
    this.#restoreSignals = tidyIfInterrupted(() => this.abandon());
    try {
      this.#makeParents(dirname(this.target));
      mkdirSync(this.path);
    } catch (erreur) {
      this.abandon();
      throw this.#explain(erreur);
    }
  }

  /** An empty folder in it, unless the place has one of that name. */
  makeIfMissing(nom: string): void {
    if (!existsSync(join(this.target, nom))) mkdirSync(join(this.path, nom));
  }

  /**
   * Shows the folder. In a folder that is there, its entries come one by one, and all go again if one cannot.
   * @param dernier the entry without which the others are nothing: it comes last
   * @throws UnwritableOutput when the system refuses
   */
  publish(dernier: string): void {
    try {
      if (existsSync(this.target)) this.#moveIntoTarget(dernier);
      else renameSync(this.path, this.target);
      this.#parents.length = 0;
    } catch (erreur) {
      throw this.#explain(erreur);
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

  #moveIntoTarget(dernier: string): void {
    const noms = trierPar(readdirSync(this.path), (nom) => `${nom === dernier ? 1 : 0} ${nom}`);
    const mis: string[] = [];
    try {
      for (const nom of noms) {
        if (existsSync(join(this.target, nom)))
          throw new UnwritableOutput(
            `${join(this.target, nom)} existe déjà`,
            'Relancez la commande : elle dira ce qui est là.',
          );
        renameSync(join(this.path, nom), join(this.target, nom));
        mis.push(nom);
      }
    } catch (erreur) {
      for (const nom of mis) rmSync(join(this.target, nom), { recursive: true, force: true });
      throw erreur;
    }
  }

  /** Parent by parent: the recursive `mkdirSync` never ends where the system says that nothing is there (`/proc`). */
  #makeParents(chemin: string): void {
    if (existsSync(chemin)) return;
    const parent = dirname(chemin);
    if (parent !== chemin) this.#makeParents(parent);
    mkdirSync(chemin);
    this.#parents.unshift(chemin);
  }

  #explain(erreur: unknown): unknown {
    const panne = systemFailure(erreur);
    if (panne === undefined) return erreur;
    return new UnwritableOutput(
      `${this.target} ne peut pas être écrit : ${panne}`,
      systemRemedy(erreur, 'Vérifiez que vous avez le droit d’écrire à cet endroit, ou choisissez-en un autre.'),
    );
  }
}
