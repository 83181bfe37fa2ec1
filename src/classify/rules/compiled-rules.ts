import { CHAMPS_PROPRES } from '../../domain/champs.ts';
import type { Attente, Condition } from '../../domain/condition.ts';
import { compilerCondition, type Lecteurs, type Predicat } from '../../domain/condition-evaluation.ts';
import type { Imputation, LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { Regle } from './rule.ts';

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
  | { readonly type: 'tous' | 'un' | 'aucun'; readonly parties: readonly Noeud[] };

/** A test to try on each line; two that are left of the same rule with the same key are the same. */
export interface TestRestant {
  readonly predicat: Predicat<LigneBudgetaire>;
  readonly cle: string;
}

/** What is left of a condition for the lines of one imputation: settled, or a test to try on each. */
export type Reduction = boolean | TestRestant;

/** A rule ready to run. */
export class ReglePrete {
  readonly regle: Regle;
  /** Its tests on fields that are a line's own. */
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
  // All must hold, or one: what settles the whole is `false` for the former, `true` for the latter.
  const tranchant = noeud.type !== 'tous';
  const restes: TestRestant[] = [];
  for (const partie of noeud.parties) {
    const reduite = reduire(partie, imputation);
    if (reduite === tranchant) return noeud.type !== 'aucun' && tranchant;
    if (typeof reduite === 'object') restes.push(reduite);
  }
  if (restes.length === 0) return noeud.type !== 'un';
  const [seul] = restes;
  if (seul && restes.length === 1 && noeud.type !== 'aucun') return seul;
  const predicats = restes.map(({ predicat }) => predicat);
  const cle = `${noeud.type}(${restes.map((reste) => reste.cle).join()})`;
  if (noeud.type === 'aucun') return { cle, predicat: (vue) => !predicats.some((predicat) => predicat(vue)) };
  return noeud.type === 'un'
    ? { cle, predicat: (vue) => predicats.some((predicat) => predicat(vue)) }
    : { cle, predicat: (vue) => predicats.every((predicat) => predicat(vue)) };
}
