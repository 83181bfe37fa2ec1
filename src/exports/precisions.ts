import { Correspondances } from './correspondances/correspondances.ts';
import { lireUnChoix, type MatiereDesChoix } from './correspondances/lire-un-choix.ts';

/** Each part of the headline may be tried on each. */
export const PRECISIONS_MAX = 1000;

/** Something said of the parts that a condition chooses; of all of them without one. */
interface PrecisionEcrite {
  readonly si?: unknown;
}

/**
 * Several things that a block of `declarations.yaml` says of parts: all that is said holds, the first where two say the same.
 * @param cle of the list in the block
 */
export function lireLesPrecisions<T extends PrecisionEcrite>(
  ecrites: readonly T[],
  cle: string,
  matiere: MatiereDesChoix,
): Correspondances<T> {
  const lues = new Correspondances<T>();
  for (const [rang, ecrite] of ecrites.entries()) {
    const place = [cle, rang];
    const chemin = ecrite.si === undefined ? place : [...place, 'si'];
    const choisit = ecrite.si === undefined ? () => true : lireUnChoix(ecrite.si, chemin, matiere);
    if (choisit) lues.ajouter(chemin, choisit, ecrite);
  }
  return lues;
}

/** Tells what was said of none of the parts asked for: a word wrongly written, or a line that is in the total no more. */
export function signalerLesMuettes(
  precisions: Correspondances<unknown>,
  { refuser }: Pick<MatiereDesChoix, 'refuser'>,
): void {
  for (const chemin of precisions.inutiles())
    refuser(
      'A-DECLARATION-SANS-LIGNE',
      chemin,
      'ceci n’est dit d’aucune ligne à déclarer',
      'Corrigez la condition, ou retirez-la : jaune expliquer montre les champs d’une ligne.',
    );
}
