import type { Predicat } from '../domain/conditions/attente.ts';
import { lireUnChoix, type MatiereDesChoix } from './correspondances/lire-un-choix.ts';
import type { PartDuTotal } from './pont.ts';

/** Each part of the headline may be tried on each. */
export const PRECISIONS_MAX = 1000;

/** Something said of the parts that a condition chooses; of all of them without one. */
export interface PrecisionEcrite {
  readonly si?: unknown;
}

interface PrecisionLue<T> {
  readonly ecrite: T;
  readonly rang: number;
  readonly choisit: Predicat<PartDuTotal>;
  sert: boolean;
}

/** Several things that a block of `declarations.yaml` says of parts: all that is said holds, the first where two say the same. */
export class Precisions<T extends PrecisionEcrite> {
  readonly #lues: readonly PrecisionLue<T>[];
  readonly #cle: string;
  readonly #refuser: MatiereDesChoix['refuser'];

  /** @param cle of the list in the block */
  constructor(ecrites: readonly T[], cle: string, matiere: MatiereDesChoix) {
    this.#cle = cle;
    this.#refuser = matiere.refuser;
    this.#lues = ecrites.flatMap((ecrite, rang) => {
      const choisit = ecrite.si === undefined ? () => true : lireUnChoix(ecrite.si, [cle, rang, 'si'], matiere);
      return choisit ? [{ ecrite, rang, choisit, sert: false }] : [];
    });
  }

  /** What is said of a part, in the order in which it is written. */
  pour(part: PartDuTotal): T[] {
    return this.#lues.flatMap((lue) => {
      if (!lue.choisit(part)) return [];
      lue.sert = true;
      return [lue.ecrite];
    });
  }

  /** Tells what was said of none of the parts asked for: a word wrongly written, or a line that is in the total no more. */
  signalerLesMuettes(): void {
    for (const { rang, ecrite, sert } of this.#lues)
      if (!sert)
        this.#refuser(
          'A-DECLARATION-SANS-LIGNE',
          ecrite.si === undefined ? [this.#cle, rang] : [this.#cle, rang, 'si'],
          'ceci n’est dit d’aucune ligne à déclarer',
          'Corrigez la condition, ou retirez-la : jaune expliquer montre les champs d’une ligne.',
        );
  }
}
