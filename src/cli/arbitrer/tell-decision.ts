import { type Decision, direDecision } from '../../classify/decisions/decision.ts';

/** « internationale à 30 % (axe jeunesse), par … le … : … ». */
export function tellDecision(decision: Decision): string {
  return `${direDecision(decision)}, par ${decision.auteur} le ${decision.date} : ${decision.motif}`;
}
