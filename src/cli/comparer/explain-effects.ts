import type { Pont, Regard } from '../../compile/comparaison/pont.ts';
import {
  type ExplicationDesEffets,
  explicationDesEffets,
  seLitSurSesMontants,
} from '../../render/textes/expliquer-l-effet.ts';
import type { EditionComparison } from './compare-editions.ts';
import { nameEditions } from './comparison-text.ts';

/** Of a sector or an axis alone, effects are cut where the amounts of lines are not. */
const IN_SCOPE =
  'L’effet est ce que la ligne change dans ce secteur ou cet axe seulement ; les montants sont ceux de la ligne entière.';

/** Tells, of each effect of a bridge that does not read on the two amounts of its line, what it is; as the documents do. */
export function explainEffects(comparison: EditionComparison, { etapes }: Pont, regard: Regard): ExplicationDesEffets {
  if (Object.keys(regard).length > 0) return (effect) => (seLitSurSesMontants(effect) ? '' : IN_SCOPE);
  const [former] = nameEditions(comparison);
  const when = /^\d{4}$/.test(former) ? `en ${former}` : `dans ${former}`;
  return explicationDesEffets(
    etapes.flatMap(({ effets }) => effets),
    when,
    comparison.rapport,
  );
}
