import type { Hasard } from '../mutations/hasard.ts';
import type { Lieux } from './lieux.ts';

/** One attempt at harming. */
export interface Essai {
  /** What is attacked: counted by it. */
  readonly sorte: string;
  /** What is done, in the words of the report. */
  readonly quoi: string;
  /**
   * Does it, in a new folder of its own.
   * @returns what was not caught, or was lost; nothing when all is well
   */
  faire(lieu: string, hasard: Hasard): Promise<string | undefined>;
}

/** A kind of attempts: the same ones for the same seed. */
export interface GenreDEssais {
  /** By which `--seulement` names it. */
  readonly nom: string;
  readonly titre: string;
  essais(lieux: Lieux): readonly Essai[];
}
