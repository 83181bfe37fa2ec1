import type { Attente, Predicat } from '../../domain/conditions/attente.ts';
import { COMBINAISONS, combiner, type TypeDeCombinaison, tranchant } from '../../domain/conditions/combinaisons.ts';
import { type Condition, compilerCondition, type Lecteurs } from '../../domain/conditions/condition.ts';
import { CHAMPS_PROPRES } from '../../domain/lignes/champs.ts';
import type { Imputation, LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Regle } from './regle.ts';

/** A test of a condition on a field that is a line's own. */
export interface TestPropre {
  readonly champ: string;
  readonly predicat: Predicat<LigneBudgetaire>;
  readonly attente: Attente;
}

/** A condition with its tests compiled, that can still be reduced for an imputation. */
type Noeud =
  | { readonly type: 'imputation'; readonly predicat: Predicat<Imputation> }
  | { readonly type: 'propre'; readonly predicat: Predicat<LigneBudgetaire>; readonly cle: string }
  | { readonly type: TypeDeCombinaison; readonly parties: readonly Noeud[] };

/** A test to try on each line; two that are left of the same rule with the same key are the same. */
export interface TestRestant {
  readonly predicat: Predicat<LigneBudgetaire>;
  readonly cle: string;
}

/** What is left of a condition for the lines of one imputation: settled, or a test to try on each. */
export type Reduction = boolean | TestRestant;

export class ReglePrete {
  readonly regle: Regle;
  readonly testsPropres: readonly TestPropre[];
  readonly #noeud: Noeud;

  constructor(regle: Regle, lecteurs: Lecteurs<LigneBudgetaire>) {
    this.regle = regle;
    const testsPropres: TestPropre[] = [];
    this.#noeud = preparer(regle.condition, lecteurs, testsPropres);
    this.testsPropres = testsPropres;
  }

  /** Settles all that an imputation decides. */
  pour(imputation: Imputation): Reduction {
    return reduire(this.#noeud, imputation);
  }
}

function preparer(condition: Condition, lecteurs: Lecteurs<LigneBudgetaire>, testsPropres: TestPropre[]): Noeud {
  if (condition.type !== 'champ')
    return {
      type: condition.type,
      parties: condition.conditions.map((partie) => preparer(partie, lecteurs, testsPropres)),
    };
  const { champ, attente } = condition;
  const predicat = compilerCondition(condition, lecteurs);
  // A field that is not a line's own is one of its imputation: nothing else is read.
  if (!CHAMPS_PROPRES.has(champ)) return { type: 'imputation', predicat: predicat as Predicat<Imputation> };
  return {
    type: 'propre',
    predicat,
    cle: String(testsPropres.push({ champ, attente, predicat })),
  };
}

function reduire(noeud: Noeud, imputation: Imputation): Reduction {
  if (noeud.type === 'imputation') return noeud.predicat(imputation);
  if (noeud.type === 'propre') return noeud;
  const { toutes, niees } = COMBINAISONS[noeud.type];
  const quiTranche = tranchant(noeud.type);
  const restes: TestRestant[] = [];
  for (const partie of noeud.parties) {
    const reduite = reduire(partie, imputation);
    if (reduite === quiTranche) return !toutes;
    if (typeof reduite === 'object') restes.push(reduite);
  }
  const [seul] = restes;
  if (seul === undefined) return toutes;
  if (restes.length === 1 && !niees) return seul;
  return {
    cle: `${noeud.type}(${restes.map(({ cle }) => cle).join()})`,
    predicat: combiner(
      noeud.type,
      restes.map(({ predicat }) => predicat),
    ),
  };
}
