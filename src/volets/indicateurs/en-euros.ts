import { plier } from '../../domain/textes/texte.ts';
import type { Indicateur } from './indicateur.ts';

/** Whether what is counted is money, which readers could take for a part of what the region spends. */
export function estEnEuros({ unite }: Pick<Indicateur, 'unite'>): boolean {
  return unite.includes('€') || /\b(?:[km]?euros?|[km]?eur)\b/.test(plier(unite));
}

/** The unit as documents show it. */
export function ecrireLUnite(indicateur: Pick<Indicateur, 'unite'>): string {
  return estEnEuros(indicateur) ? `${indicateur.unite}, hors total` : indicateur.unite;
}
