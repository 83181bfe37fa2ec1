import { type Condition, compilerCondition, essaisDecisifs, type Lecteurs } from '../../domain/conditions/condition.ts';
import { ecrireAttente, ecrireContraire } from '../../domain/conditions/mecanismes.ts';
import { nommerChamp } from '../../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Question, RegleCitee } from '../../domain/verdict/verdict.ts';
import type { Regle } from './regle.ts';

/** A rule that lacks one thing to conclude on a line. */
export interface RegleQuiManque {
  readonly regle: RegleCitee;
  /** What it lacks, in words: « fonction : « 044 » ». */
  readonly manque: string;
}

/** The questions that put a line somewhere. */
const QUI_PLACENT: ReadonlySet<Question> = new Set(['perimetre', 'international', 'exceptionnel']);

/**
 * The rules that say where a line goes and would conclude on it but for one of the things that they all ask: those which ask one
 * thing only are near to nothing. In order.
 */
export function reglesPresqueConcluantes(
  regles: readonly Regle[],
  lecteurs: Lecteurs<LigneBudgetaire>,
): (ligne: LigneBudgetaire, auPlus: number) => readonly RegleQuiManque[] {
  const compilees = new Map<Condition, (ligne: LigneBudgetaire) => boolean>();
  const tientSur = (ligne: LigneBudgetaire) => (condition: Condition) => {
    const predicat = compilees.get(condition) ?? compilerCondition(condition, lecteurs);
    compilees.set(condition, predicat);
    return predicat(ligne);
  };
  const candidates = regles.flatMap((regle) => {
    const { condition, question } = regle;
    const parties = exigees(condition);
    return QUI_PLACENT.has(question) && parties.length > 1 ? [{ regle, parties }] : [];
  });
  return (ligne, auPlus) => {
    const tient = tientSur(ligne);
    const trouvees: RegleQuiManque[] = [];
    for (const { regle, parties } of candidates) {
      if (trouvees.length === auPlus) break;
      const manquent = parties.filter((partie) => !tient(partie));
      const [seule] = manquent;
      // What is only kept away from a line by an exception was not near, it was meant to stay away.
      if (seule === undefined || manquent.length > 1 || !parties.some((partie) => demande(partie) && tient(partie)))
        continue;
      const dites = essaisDecisifs(seule, tient).map(
        ({ champ, attente, voulue }) =>
          `${nommerChamp(champ)} : ${voulue ? ecrireAttente(attente) : ecrireContraire(attente)}`,
      );
      const joint = seule.type === 'un' ? ' ou ' : ' ; ';
      trouvees.push({ regle: regle.citee, manque: dites.join(joint) });
    }
    return trouvees;
  };
}

/** All that it asks for at once, whatever it is written in. */
function exigees(condition: Condition): readonly Condition[] {
  return condition.type === 'tous' ? condition.conditions.flatMap(exigees) : [condition];
}

/** Whether it asks for something, rather than for something not to be. */
function demande(condition: Condition): boolean {
  if (condition.type === 'champ') return condition.attente.type !== 'sauf';
  return condition.type !== 'aucun' && condition.conditions.some(demande);
}
