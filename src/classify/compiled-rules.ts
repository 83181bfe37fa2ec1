import { CHAMPS_TEXTE, type ChampTexte } from '../domain/champs.ts';
import { type Condition, parcourirAttentes } from '../domain/condition.ts';
import { compilerCondition, type Lecteurs, type Predicat } from '../domain/condition-evaluation.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import type { Regle } from './rule.ts';

/**
 * The fields that differ from line to line. The others — codes, sector, sense… — take few distinct values together: what
 * rules say of those is worked out once per combination, and each line only tries what is left.
 */
const CHAMPS_PROPRES: ReadonlySet<string> = new Set(['libelle', 'beneficiaire', 'lieu', 'reference', 'montant']);

/** A condition with its tests compiled, that can still be reduced for a profile. */
type Noeud =
  | { readonly type: 'test'; readonly predicat: Predicat<LigneBudgetaire>; readonly duProfil: boolean }
  | { readonly type: 'tous' | 'un' | 'aucun'; readonly parties: readonly Noeud[] };

/** What is left of a condition for the lines of one profile: settled, or a test to try on each. */
export type Reduction = boolean | Predicat<LigneBudgetaire>;

/** A rule ready to run. */
export class ReglePrete {
  readonly regle: Regle;
  readonly #noeud: Noeud;

  constructor(regle: Regle, lecteurs: Lecteurs<LigneBudgetaire>) {
    this.regle = regle;
    this.#noeud = preparer(regle.condition, lecteurs);
  }

  /** Settles all that the profile of a line decides. */
  pourLeProfilDe(ligne: LigneBudgetaire): Reduction {
    return reduire(this.#noeud, ligne);
  }
}

/**
 * The key of a line's profile: all that rules look at beside the line's own fields, and the sector, to which parts are
 * counted.
 */
export function clePourProfil(regles: readonly Regle[]): (ligne: LigneBudgetaire) => string {
  const champs = new Set<string>(['secteur']);
  for (const regle of regles) parcourirAttentes(regle.condition, (champ) => champs.add(champ));
  const proprietes = [...champs]
    .filter((champ) => !CHAMPS_PROPRES.has(champ))
    .map((champ) => CHAMPS_TEXTE[champ as ChampTexte]);
  return (ligne) => {
    let cle = '';
    for (const propriete of proprietes) cle += `${ligne[propriete]}\u0001`;
    return cle;
  };
}

function preparer(condition: Condition, lecteurs: Lecteurs<LigneBudgetaire>): Noeud {
  if (condition.type !== 'champ')
    return { type: condition.type, parties: condition.conditions.map((partie) => preparer(partie, lecteurs)) };
  const predicat = compilerCondition(condition, lecteurs);
  return { type: 'test', predicat, duProfil: !CHAMPS_PROPRES.has(condition.champ) };
}

function reduire(noeud: Noeud, ligne: LigneBudgetaire): Reduction {
  if (noeud.type === 'test') return noeud.duProfil ? noeud.predicat(ligne) : noeud.predicat;
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
