import { TITRES_BASES } from '../../domain/argent/base.ts';
import type { VoteSuivant } from '../../domain/dossier/vote-suivant.ts';

/** What heads amounts voted for the next exercice, with their base, which need not be that of the documents. */
export function titreDuVote({ exercice, base }: Pick<VoteSuivant, 'exercice' | 'base'>): string {
  return `Voté pour ${exercice} (${TITRES_BASES[base]})`;
}
