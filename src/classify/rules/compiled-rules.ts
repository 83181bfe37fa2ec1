import { CHAMPS_PROPRES } from '../../domain/champs.ts';
import { type Condition, parcourirAttentes } from '../../domain/condition.ts';
import { compilerCondition, type Lecteurs, type Predicat } from '../../domain/condition-evaluation.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { Regle } from './rule.ts';

/** A condition with its tests compiled, that can still be reduced for an imputation. */
type Noeud =
  | { readonly type: 'test'; readonly predicat: Predicat<LigneBudgetaire>; readonly deLImputation: boolean }
  | { readonly type: 'tous' | 'un' | 'aucun'; readonly parties: readonly Noeud[] };

/** What is left of a condition for the lines of one imputation: settled, or a test to try on each. */
export type Reduction = boolean | Predicat<LigneBudgetaire>;

/** A rule ready to run. */
export class ReglePrete {
  readonly regle: Regle;
  /** The fields of the line's own that the rule looks at. */
  readonly champsPropres: ReadonlySet<string>;
  readonly #noeud: Noeud;

  constructor(regle: Regle, lecteurs: Lecteurs<LigneBudgetaire>) {
    this.regle = regle;
    this.#noeud = preparer(regle.condition, lecteurs);
    const champs = new Set<string>();
    parcourirAttentes(regle.condition, (champ) => champs.add(champ));
    this.champsPropres = new Set([...champs].filter((champ) => CHAMPS_PROPRES.has(champ)));
  }

  /** Settles all that the imputation of a line decides. */
  pourLImputationDe(ligne: LigneBudgetaire): Reduction {
    return reduire(this.#noeud, ligne);
  }
}

function preparer(condition: Condition, lecteurs: Lecteurs<LigneBudgetaire>): Noeud {
  if (condition.type !== 'champ')
    return { type: condition.type, parties: condition.conditions.map((partie) => preparer(partie, lecteurs)) };
  const predicat = compilerCondition(condition, lecteurs);
  return { type: 'test', predicat, deLImputation: !CHAMPS_PROPRES.has(condition.champ) };
}

function reduire(noeud: Noeud, ligne: LigneBudgetaire): Reduction {
  if (noeud.type === 'test') return noeud.deLImputation ? noeud.predicat(ligne) : noeud.predicat;
  // All must hold, or one: what settles the whole is `false` for the former, `true` for the latter.
  const tranchant = noeud.type !== 'tous';
  const restes: Predicat<LigneBudgetaire>[] = [];
  for (const partie of noeud.parties) {
    const reduite = reduire(partie, ligne);
    if (reduite === tranchant) return noeud.type !== 'aucun' && tranchant;
    if (typeof reduite === 'function') restes.push(reduite);
  }
  if (restes.length === 0) return noeud.type !== 'un';
  const [seul] = restes;
  if (noeud.type === 'aucun') return (vue) => !restes.some((reste) => reste(vue));
  if (seul && restes.length === 1) return seul;
  return noeud.type === 'un'
    ? (vue) => restes.some((reste) => reste(vue))
    : (vue) => restes.every((reste) => reste(vue));
}
