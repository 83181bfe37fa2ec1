import type { Jaune } from '../../compile/jaune.ts';
import { type ApportVue, apportsDe, parMontant } from './vue-apports.ts';
import type { LigneVue } from './vue-lignes.ts';
import type { RangeeVue, TableVue } from './vue-tables.ts';

/** A country with its actions, the largest first. */
export interface PaysVu extends RangeeVue {
  readonly actions: readonly ApportVue[];
}

/** The countries that have actions: the list of actions by country is their index. */
export function paysVus(jaune: Jaune, vues: readonly LigneVue[], tables: readonly TableVue[]): PaysVu[] {
  const apports = apportsDe(jaune, vues, 'pays');
  const rangees = tables.find(({ nom }) => nom === 'pays')?.rangees ?? [];
  return rangees
    .map((rangee) => ({ ...rangee, actions: parMontant(apports.get(rangee.cle) ?? []) }))
    .filter(({ cle, actions }) => cle !== '' && actions.length > 0);
}
