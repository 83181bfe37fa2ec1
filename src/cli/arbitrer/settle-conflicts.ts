import { concluentPareil, type DecisionLue, direDifferences } from '../../classify/decisions/decision.ts';
import { direAvecSonMotif, direQuiTranche } from '../../classify/decisions/desaccord.ts';
import { rangDeSaisie } from '../../review/colonnes-de-revue.ts';
import type { FiledDecision } from './read-decision-files.ts';

/** A decision that was understood, in the file where it is. */
export interface ReadDecision extends FiledDecision {
  readonly parsed: DecisionLue;
}

/** A decision that says again what another file says already. */
export interface SaidAgain {
  readonly decision: ReadDecision;
  readonly first: ReadDecision;
  /** What it says otherwise without changing the conclusion: « le motif », « la date ». */
  readonly differences: readonly string[];
}

/**
 * One decision a line, whatever the files: one that others say again, and, told line by line with both reasons, those that
 * contradict one another, which people settle.
 */
export function settleConflicts(
  read: readonly ReadDecision[],
  tranche: string | undefined,
): {
  readonly kept: readonly ReadDecision[];
  readonly again: readonly SaidAgain[];
} {
  const kept = new Map<string, ReadDecision>();
  const again: SaidAgain[] = [];
  for (const decision of read) {
    const { parsed, tell, rangee } = decision;
    const first = kept.get(parsed.ref);
    if (first === undefined) {
      kept.set(parsed.ref, decision);
    } else if (first.file !== decision.file && concluentPareil(first.parsed, parsed)) {
      again.push({ decision, first, differences: direDifferences(first.parsed, parsed) });
    } else if (first.file === decision.file) {
      const place = { rang: 0, contenu: parsed.ref };
      const message = `cette ligne est déjà décidée par la décision ${first.rangee} de ce fichier`;
      tell.rangee('E-REVUE-LIGNE', rangee, place, message, 'Gardez une seule des deux.');
    } else {
      tell.rangee(
        'E-REVUE-CONFLIT',
        rangee,
        { rang: rangDeSaisie('decision'), contenu: direAvecSonMotif(parsed) },
        `cette ligne est décidée autrement dans ${placeOf(first)} : ${direAvecSonMotif(first.parsed)}`,
        `${direQuiTranche(tranche, [first.parsed.auteur, parsed.auteur])}Retirez l’autre décision de son fichier (dans la page, « Effacer cette décision » puis enregistrer ; dans un classeur, videz la ligne), et reprenez tout.`,
      );
    }
  }
  return { kept: [...kept.values()], again };
}

/** Where a decision is, for messages. */
export function placeOf({ file, tell, rangee }: FiledDecision): string {
  return `${file}, ${tell.place(rangee).lieu.enClair ?? rangee}`;
}
