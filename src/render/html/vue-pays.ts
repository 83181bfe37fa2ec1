import type { Compte, Jaune } from '../../compile/jaune.ts';
import { montant, somme } from '../../domain/montant.ts';
import { type ApportVue, apportsDe, parMontant } from './vue-apports.ts';
import type { LignesVues } from './vue-lignes.ts';
import type { RangeeVue, TableVue } from './vue-tables.ts';

/** A country with its actions, the largest first. */
export interface PaysVu extends RangeeVue {
  readonly actions: readonly ApportVue[];
  /** Those that the page does not hold. */
  readonly autres: Compte;
}

/** The countries that have actions: the list of actions by country is their index. */
export function paysVus(jaune: Jaune, vues: LignesVues, tables: readonly TableVue[]): PaysVu[] {
  const apports = apportsDe(jaune, vues, 'pays');
  const rangees = tables.find(({ nom }) => nom === 'pays')?.rangees ?? [];
  return rangees
    .filter(({ cle, chiffre }) => cle !== '' && chiffre.nombre > 0)
    .map((rangee) => {
      const actions = parMontant(apports.get(rangee.cle) ?? []);
      const { nombre, montant: total } = rangee.chiffre;
      const centimes = montant(total - somme(actions.map((action) => action.montant)));
      return { ...rangee, actions, autres: { lignes: nombre - actions.length, centimes } };
    });
}
