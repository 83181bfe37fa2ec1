import type { Chemin } from '../constats/constat.ts';
import type { Attente } from './attente.ts';
import { COMBINAISONS, type TypeDeCombinaison } from './combinaisons.ts';
import { ecrireAttente } from './mecanismes.ts';

/** A condition over the fields of a line (in rules) or the columns of a file (for rows to leave out). */
export type Condition =
  /** `chemin`: where the field is written. */
  | { readonly type: 'champ'; readonly champ: string; readonly attente: Attente; readonly chemin?: Chemin }
  | { readonly type: TypeDeCombinaison; readonly conditions: readonly Condition[] };

/** Visits each expectation of a condition with its field and, where known, its place. */
export function parcourirAttentes(
  condition: Condition,
  visiter: (champ: string, attente: Attente, chemin: Chemin | undefined) => void,
): void {
  if (condition.type === 'champ') visiter(condition.champ, condition.attente, condition.chemin);
  else for (const partie of condition.conditions) parcourirAttentes(partie, visiter);
}

/** What is tried on one object: an expectation of a condition, where it stands, and whether it holds there. */
export interface Essai {
  readonly champ: string;
  readonly attente: Attente;
  /** Whether the condition wants it to hold: inside `aucun`, it wants it not to. */
  readonly voulue: boolean;
}

/**
 * The expectations that make a condition hold or fail on an object: of `tous`, those that fail, or all when all hold; of
 * `un`, the reverse; of `aucun`, likewise with the wish turned.
 * @param tient whether one condition holds on the object
 */
export function essaisDecisifs(
  condition: Condition,
  tient: (condition: Condition) => boolean,
  voulue = true,
): readonly Essai[] {
  if (condition.type === 'champ') return [{ champ: condition.champ, attente: condition.attente, voulue }];
  const { niees } = COMBINAISONS[condition.type];
  const cela = tient(condition);
  const parties = condition.conditions.filter((partie) => (tient(partie) !== niees) === cela);
  return parties.flatMap((partie) => essaisDecisifs(partie, tient, voulue !== niees));
}

/**
 * A condition in words: `fonction : « 044 » ; libellé : le mot « export »`. What must hold together is joined by ` ; `, what
 * may hold by ` ou `, what must not by ` ni `.
 * @param nommer how readers call a field
 */
export function ecrireCondition(condition: Condition, nommer: (champ: string) => string): string {
  if (condition.type === 'champ') return `${nommer(condition.champ)}\u00a0: ${ecrireAttente(condition.attente)}`;
  const parties = condition.conditions.map((partie) => {
    const ecrite = ecrireCondition(partie, nommer);
    const simple = partie.type === 'champ' || condition.conditions.length === 1;
    return simple ? ecrite : `(${ecrite})`;
  });
  return COMBINAISONS[condition.type].enMots(parties);
}
