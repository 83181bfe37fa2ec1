import type { Predicat } from '../../domain/conditions/attente.ts';
import { COMBINAISONS, combiner, type TypeDeCombinaison, tranchant } from '../../domain/conditions/combinaisons.ts';
import { type Condition, compilerCondition, type Lecteurs } from '../../domain/conditions/condition.ts';
import { CHAMPS_PROPRES } from '../../domain/lignes/champs.ts';
import type { ImputationDUneSource, LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Regle } from './regle.ts';

/** A condition with its tests compiled, that can still be reduced for an imputation. */
type Noeud =
  | { readonly type: 'imputation'; readonly predicat: Predicat<ImputationDUneSource> }
  | { readonly type: 'propre'; readonly predicat: Predicat<LigneBudgetaire> }
  | { readonly type: TypeDeCombinaison; readonly parties: readonly Noeud[] };

/** What is left of a condition for the lines of one imputation: settled, or a test to try on each. */
export type Reduction = boolean | Predicat<LigneBudgetaire>;

/** A rule ready to be tried; made ready when it first is: of thousands, most never are. */
export class ReglePrete {
  readonly regle: Regle;
  readonly #lecteurs: Lecteurs<LigneBudgetaire>;
  #noeud: Noeud | undefined;

  constructor(regle: Regle, lecteurs: Lecteurs<LigneBudgetaire>) {
    this.regle = regle;
    this.#lecteurs = lecteurs;
  }

  /** Settles all that an imputation decides. */
  pour(imputation: ImputationDUneSource): Reduction {
    this.#noeud ??= preparer(this.regle.condition, this.#lecteurs);
    return reduire(this.#noeud, imputation);
  }
}

function preparer(condition: Condition, lecteurs: Lecteurs<LigneBudgetaire>): Noeud {
  if (condition.type !== 'champ')
    return { type: condition.type, parties: condition.conditions.map((partie) => preparer(partie, lecteurs)) };
  const predicat = compilerCondition(condition, lecteurs);
  // A field that is not a line's own is one of its imputation: nothing else is read.
  if (!CHAMPS_PROPRES.has(condition.champ))
    return { type: 'imputation', predicat: predicat as Predicat<ImputationDUneSource> };
  return { type: 'propre', predicat };
}

function reduire(noeud: Noeud, imputation: ImputationDUneSource): Reduction {
  if (noeud.type === 'imputation') return noeud.predicat(imputation);
  if (noeud.type === 'propre') return noeud.predicat;
  const { toutes, niees } = COMBINAISONS[noeud.type];
  const quiTranche = tranchant(noeud.type);
  const restes: Predicat<LigneBudgetaire>[] = [];
  for (const partie of noeud.parties) {
    const reduite = reduire(partie, imputation);
    if (reduite === quiTranche) return !toutes;
    if (typeof reduite === 'function') restes.push(reduite);
  }
  const [seul] = restes;
  if (seul === undefined) return toutes;
  return restes.length === 1 && !niees ? seul : combiner(noeud.type, restes);
}
