import type { Cause } from './causes.ts';
import { type ReglesDeclarees, sortDe } from './known-rules.ts';
import type { Decideur, LigneComparable } from './line.ts';

/** Why a line entered the headline or left it, and by whom. */
export interface CauseNommee {
  readonly cause: Cause;
  /** The rule or decision that is the cause; of the later edition, unless it is one that speaks no more. */
  readonly par: Decideur;
  /** Which of the two lines it decided. */
  readonly de: 'avant' | 'apres';
}

/**
 * Names why a line is in the headline of one edition only. Who decides now comes first: a person; else a person who decided
 * before, and no longer does; else a rule that was not there; else one that no longer is; else one that says otherwise under
 * the same name. When all rules that spoke are the same, the line is what changed, or the order of the rules.
 */
export function nommerLaCause(
  avant: LigneComparable,
  apres: LigneComparable,
  deAvant: ReglesDeclarees,
  deApres: ReglesDeclarees,
): CauseNommee {
  const ancien = { par: avant.decideur, de: 'avant' } as const;
  const nouveau = { par: apres.decideur, de: 'apres' } as const;
  if (apres.place === 'exceptionnelle') return { cause: 'devenue_exceptionnelle', ...nouveau };
  if (avant.place === 'exceptionnelle') return { cause: 'plus_exceptionnelle', ...nouveau };
  if (apres.decideur.type === 'decision') return { cause: 'decision_prise', ...nouveau };
  if (avant.decideur.type === 'decision') return { cause: 'decision_levee', ...ancien };
  const sortDuNouveau = sortDe(apres.decideur, deApres, deAvant);
  const sortDeLAncien = sortDe(avant.decideur, deAvant, deApres);
  if (sortDuNouveau === 'absente') return { cause: 'regle_ajoutee', ...nouveau };
  if (sortDeLAncien === 'absente') return { cause: 'regle_retiree', ...ancien };
  if (sortDuNouveau === 'changee') return { cause: 'regle_changee', ...nouveau };
  if (sortDeLAncien === 'changee') return { cause: 'regle_changee', ...ancien };
  const [parle] = [nouveau, ancien].filter(({ par }) => par.type === 'regle');
  if (parle && deAvant !== undefined && deApres !== undefined) return { cause: 'lignes_changees', ...parle };
  return { cause: 'regle', ...(parle ?? nouveau) };
}
