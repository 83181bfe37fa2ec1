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

/** A rule ready to run: its condition cut in what the profile decides and what each line decides. */
export interface ReglePrete {
  readonly regle: Regle;
  readonly surLeProfil: Predicat<LigneBudgetaire>;
  /** `undefined` when the profile decides alone. */
  readonly surLaLigne: Predicat<LigneBudgetaire> | undefined;
}

const TOUJOURS: Predicat<LigneBudgetaire> = () => true;

/** Compiles rules, keeping their order. */
export function preparerRegles(regles: readonly Regle[], lecteurs: Lecteurs<LigneBudgetaire>): ReglePrete[] {
  return regles.map((regle) => {
    const termes = termesDe(regle.condition);
    const duProfil = termes.filter((terme) => !toucheChampPropre(terme));
    const deLaLigne = termes.filter(toucheChampPropre);
    return {
      regle,
      surLeProfil:
        duProfil.length === 0 ? TOUJOURS : compilerCondition({ type: 'tous', conditions: duProfil }, lecteurs),
      surLaLigne:
        deLaLigne.length === 0 ? undefined : compilerCondition({ type: 'tous', conditions: deLaLigne }, lecteurs),
    };
  });
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

/** The terms of a conjunction, nested ones opened. */
function termesDe(condition: Condition): readonly Condition[] {
  return condition.type === 'tous' ? condition.conditions.flatMap(termesDe) : [condition];
}

function toucheChampPropre(condition: Condition): boolean {
  let touche = false;
  parcourirAttentes(condition, (champ) => {
    touche = touche || CHAMPS_PROPRES.has(champ);
  });
  return touche;
}
