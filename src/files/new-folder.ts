import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { trierPar } from '../domain/textes/ordre.ts';
import { tidyIfInterrupted } from './interruption.ts';
import { nameInTheMaking, sweepLeftovers } from './leftovers.ts';
import { SortieImpossible } from './publish.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';

/**
 * A folder in the making, beside the place where it will stand: it comes there whole, or not at all. What is already in that
 * place is left as it is.
 */
export class NewFolder {
  readonly cible: string;
  readonly chemin: string;
  /** Parents that were not there, the deepest first: they go again when nothing comes of it. */
  readonly #parents: string[] = [];
  readonly #rendreLesSignaux: () => void;

  /** @throws SortieImpossible when the place cannot be written to */
  constructor(cible: string) {
    this.cible = existsSync(cible) ? realpathSync(cible) : resolve(cible);
    this.chemin = nameInTheMaking(this.cible);
    sweepLeftovers(this.cible);
    this.#rendreLesSignaux = tidyIfInterrupted(() => this.abandonner());
    try {
      this.#creerParents(dirname(this.cible));
      mkdirSync(this.chemin);
    } catch (erreur) {
      this.abandonner();
      throw this.#impossible(erreur);
    }
  }

  /** An empty folder in it, unless the place has one of that name. */
  creerSiAbsent(nom: string): void {
    if (!existsSync(join(this.cible, nom))) mkdirSync(join(this.chemin, nom));
  }

  /**
   * Shows the folder. In a folder that is there, its entries come one by one, and all go again if one cannot.
   * @param dernier the entry without which the others are nothing: it comes last
   * @throws SortieImpossible when the system refuses
   */
  publier(dernier: string): void {
    try {
      if (existsSync(this.cible)) this.#deplacerDansLaCible(dernier);
      else renameSync(this.chemin, this.cible);
      this.#parents.length = 0;
    } catch (erreur) {
      throw this.#impossible(erreur);
    } finally {
      this.abandonner();
    }
  }

  /** Leaves nothing behind. */
  abandonner(): void {
    this.#rendreLesSignaux();
    try {
      rmSync(this.chemin, { recursive: true, force: true });
      for (const parent of this.#parents) if (readdirSync(parent).length === 0) rmdirSync(parent);
    } catch {
      // What the system does not let go harms nobody where it is.
    }
  }

  #deplacerDansLaCible(dernier: string): void {
    const noms = trierPar(readdirSync(this.chemin), (nom) => `${nom === dernier ? 1 : 0} ${nom}`);
    const mis: string[] = [];
    try {
      for (const nom of noms) {
        if (existsSync(join(this.cible, nom)))
          throw new SortieImpossible(
            `${join(this.cible, nom)} existe déjà`,
            'Relancez la commande : elle dira ce qui est là.',
          );
        renameSync(join(this.chemin, nom), join(this.cible, nom));
        mis.push(nom);
      }
    } catch (erreur) {
      for (const nom of mis) rmSync(join(this.cible, nom), { recursive: true, force: true });
      throw erreur;
    }
  }

  /** Parent by parent: the recursive `mkdirSync` never ends where the system says that nothing is there (`/proc`). */
  #creerParents(chemin: string): void {
    if (existsSync(chemin)) return;
    const parent = dirname(chemin);
    if (parent !== chemin) this.#creerParents(parent);
    mkdirSync(chemin);
    this.#parents.unshift(chemin);
  }

  #impossible(erreur: unknown): unknown {
    const panne = systemFailure(erreur);
    if (panne === undefined) return erreur;
    return new SortieImpossible(
      `${this.cible} ne peut pas être écrit : ${panne}`,
      systemRemedy(erreur, 'Vérifiez que vous avez le droit d’écrire à cet endroit, ou choisissez-en un autre.'),
    );
  }
}
