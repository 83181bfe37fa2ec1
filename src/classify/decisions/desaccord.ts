import { surUneLigne } from '../../domain/textes/texte.ts';
import { type DecisionLue, direDecision } from './decision.ts';

/** Letters of a reason that a message shows. */
const MOTIF_MONTRE = 160;

/** What a person decided of a line and why, for whoever must settle: « internationale, par Direction X le 2012-11-05 (« motif ») ». */
export function direAvecSonMotif(decision: DecisionLue): string {
  const { auteur, date, motif } = decision;
  return `${direDecision(decision)}, par ${auteur} le ${date} (« ${surUneLigne(motif, MOTIF_MONTRE)} »)`;
}

/** Who says which of two decisions holds, of several persons; the same persons need nobody. */
export function direQuiTranche(tranche: string | undefined, auteurs: readonly string[]): string {
  if (new Set(auteurs).size < 2) return '';
  return tranche === undefined
    ? 'Personne n’est nommé pour trancher : demandez à qui signe l’édition, ou nommez-le dans exercice.yaml (arbitrage: { tranche: … }). '
    : `C’est à ${tranche} de trancher (arbitrage, dans exercice.yaml). `;
}
