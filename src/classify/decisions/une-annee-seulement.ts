import { plier } from '../../domain/textes/texte.ts';
import type { DecisionEcrite } from '../../domain/verdict/decision-ecrite.ts';

/** How people write, in a reason, that it holds for one year; folded, by words. */
const DITS: readonly RegExp[] = [
  /\bcette (?:seule )?annee\b/,
  /\bcet exercice\b/,
  /\b(?:seulement|uniquement|exclusivement|que) (?:pour|en|sur)(?: l annee| l exercice)? (?:19|20)\d\d\b/,
  /\b(?:pour|en|sur)(?: l annee| l exercice)? (?:19|20)\d\d (?:seulement|uniquement|exclusivement)\b/,
  /\b(?:la seule annee|le seul exercice) (?:19|20)\d\d\b/,
  /\btitre (?:exceptionnel|ponctuel|provisoire|temporaire)\b/,
  /\b(?:exceptionnellement|ponctuellement|provisoirement|temporairement)\b/,
  /\bune seule fois\b/,
  /\bnon (?:reconductible|renouvelable|perenne)s?\b/,
];

/**
 * Whether a decision holds for the exercice on which it was taken, and no other: an exceptional operation is of one year, and so
 * is a reason that says so (« cette année », « pour 2012 seulement », « à titre exceptionnel »).
 */
export function vautUneAnneeSeulement({ decision, motif }: Pick<DecisionEcrite, 'decision' | 'motif'>): boolean {
  if (decision === 'exceptionnelle') return true;
  const dit = plier(motif);
  return DITS.some((forme) => forme.test(dit));
}
