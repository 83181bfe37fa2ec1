import { concluentPareil, type Decision, direDifferences } from '../../classify/decisions/decision.ts';
import { direAvecSonMotif, direQuiTranche } from '../../classify/decisions/desaccord.ts';
import { capitale } from '../../domain/textes/texte.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { rangDeSaisie } from '../../review/colonnes-de-revue.ts';
import { type KeptOfFormer, keepFormerLinks } from './keep-former-links.ts';
import type { ReadDecision } from './settle-conflicts.ts';

export interface AlreadyDecided {
  readonly ref: string;
  readonly lieu: string;
  /** What the workbook says otherwise without changing the conclusion: « le motif », « la date ». */
  readonly differe: readonly string[];
}

/** A decision to write, and the one that it replaces. */
interface FreshDecision extends KeptOfFormer {
  readonly former: Decision | undefined;
}

/** Parts the decisions that are new from those that say again what holds; tells those that contradict it. */
export function sortByFormer(
  read: readonly ReadDecision[],
  preparation: Preparation,
  keep: boolean,
): { readonly fresh: readonly FreshDecision[]; readonly already: readonly AlreadyDecided[] } {
  const { classement, dossier } = preparation;
  const fresh: FreshDecision[] = [];
  const already: AlreadyDecided[] = [];
  for (const alone of read) {
    const former = classement.decisions.enVigueur(alone.parsed.ref);
    const { decision, gardes, perdus } = keepFormerLinks(alone, former, preparation);
    const { parsed, rangee, tell } = decision;
    const differences = former === undefined ? [] : direDifferences(former, parsed);
    if (former && concluentPareil(former, parsed) && (differences.length === 0 || !keep))
      already.push({ ref: parsed.ref, lieu: placeInFile(former), differe: differences });
    else if (former && parsed.date < former.date)
      tell.rangee(
        'E-REVUE-DEJA-DECIDEE',
        rangee,
        { rang: rangDeSaisie('date'), contenu: parsed.date },
        `la décision en vigueur (${placeInFile(former)}) est du ${former.date} : celle-ci, du ${parsed.date}, est plus ancienne`,
        `Corrigez la date, ou ${tell.gestes.retirer}.`,
      );
    else if (former && !keep)
      tell.rangee(
        'E-REVUE-DEJA-DECIDEE',
        rangee,
        { rang: rangDeSaisie('decision'), contenu: parsed.place },
        `cette ligne est déjà décidée autrement : ${direAvecSonMotif(former)} (${placeInFile(former)}) ; ici, ${direAvecSonMotif(parsed)}`,
        `${direQuiTranche(dossier.enTete.tranche, [former.auteur, parsed.auteur])}${capitale(tell.gestes.retirer)} ; ou relancez avec --garder : l’ancienne décision restera dans arbitrages.csv, comme historique.`,
      );
    else fresh.push({ decision, former, gardes, perdus });
  }
  return { fresh, already };
}

function placeInFile({ lieu }: Decision): string {
  return `${lieu.fichier}:${lieu.ligne}`;
}
