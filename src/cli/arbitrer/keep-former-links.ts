import { type Decision, direCeQuiNEstPlusDit, fluxDecide } from '../../classify/decisions/decision.ts';
import { decisionEnVigueur } from '../../classify/decisions/decision-en-vigueur.ts';
import { lireDecision } from '../../classify/decisions/lire-une-decision.ts';
import { COLONNES_DES_LIENS } from '../../domain/verdict/decision-ecrite.ts';
import { estRetenue } from '../../domain/verdict/verdict.ts';
import type { Preparation } from '../../edition/preparation.ts';
import type { ReadDecision } from './settle-conflicts.ts';

/** A decision with what it keeps of the one that it replaces. */
export interface KeptOfFormer {
  readonly decision: ReadDecision;
  /** What it keeps, and what it says no more, in words: « l’organisme ». */
  readonly gardes: readonly string[];
  readonly perdus: readonly string[];
}

const NO_DIMENSIONS: Decision['dimensions'] = new Map();

/**
 * What ties a line to others (the body that is paid, the operation, gross or net) is not what people are asked when they decide a
 * line anew in a workbook, whose cells are blank: where they say nothing of it, it stays, unless what they say contradicts it. Of
 * the other columns a blank cell says something, and so does a page, which shows all that was decided: what is gone is told.
 */
export function keepFormerLinks(
  decision: ReadDecision,
  former: Decision | undefined,
  { dossier, references }: Preparation,
): KeptOfFormer {
  if (former === undefined || former.empreinte !== decision.parsed.empreinte)
    return { decision, gardes: [], perdus: [] };
  const known = { ...dossier.enTete, ...references };
  const written = decisionEnVigueur(former, known);
  let kept = decision;
  for (const column of isOfPage(decision) ? [] : COLONNES_DES_LIENS) {
    const said = written[column] ?? '';
    // The body of a line that was all of a flow says nothing of one that is judged.
    if (said === '' || decision.ecrite[column] !== '' || (column === 'organisme' && fluxDecide(former))) continue;
    const ecrite = { ...kept.ecrite, [column]: said };
    const parsed = lireDecision(ecrite, known, () => undefined);
    if (parsed !== undefined) kept = { ...kept, ecrite, parsed };
  }
  // A line that is not kept has no cells, and the key of a share goes with it: both go without saying.
  const told = { ...former, cle: '', ...(estRetenue(kept.parsed.place) ? {} : { dimensions: NO_DIMENSIONS }) };
  const gone = direCeQuiNEstPlusDit(told, decision.parsed);
  const perdus = direCeQuiNEstPlusDit(told, kept.parsed);
  return { decision: kept, gardes: gone.filter((name) => !perdus.includes(name)), perdus };
}

function isOfPage({ somme }: ReadDecision): boolean {
  return somme !== undefined;
}
