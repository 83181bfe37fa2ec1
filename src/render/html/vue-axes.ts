import type { Jaune } from '../../compile/jaune.ts';
import { type ChiffreVue, chiffreDeCellule } from './chiffre-vue.ts';
import { PREMIERES_LIGNES } from './lignes-de-la-page.ts';
import { type ApportVue, apportsDe, parMontant } from './vue-apports.ts';
import type { LignesVues } from './vue-lignes.ts';
import type { RangeeVue, TableVue } from './vue-tables.ts';

/** A political axis: its figure, what each sector puts in it, its largest actions. */
export interface AxeVue extends RangeeVue {
  readonly secteurs: readonly { readonly libelle: string; readonly chiffre: ChiffreVue }[];
  readonly actions: readonly ApportVue[];
  /** Actions that are not named. */
  readonly autres: number;
}

/** The axes, in the order of the dossier; what is on no axis comes last, where there is some. */
export function axesVus(jaune: Jaune, vues: LignesVues, tables: readonly TableVue[]): AxeVue[] {
  const apports = apportsDe(jaune, vues, 'axe');
  const rangees = tables.find(({ nom }) => nom === 'axe')?.rangees ?? [];
  return rangees
    .filter(({ cle, chiffre }) => cle !== '' || chiffre.nombre > 0)
    .map((rangee) => {
      // The others are one link away.
      const actions = parMontant(apports.get(rangee.cle) ?? []).slice(0, PREMIERES_LIGNES);
      return {
        ...rangee,
        secteurs: secteursDe(jaune, rangee.cle),
        actions,
        autres: rangee.chiffre.nombre - actions.length,
      };
    });
}

function secteursDe({ croisees }: Jaune, axe: string): AxeVue['secteurs'] {
  const croisee = croisees.find(({ nom }) => nom === 'axe_secteur');
  const ligne = croisee?.lignes.findIndex(({ cle }) => cle === axe) ?? -1;
  if (croisee === undefined || ligne < 0) return [];
  return croisee.colonnes
    .flatMap(({ libelle, cle }, colonne) => {
      const chiffre = chiffreDeCellule(croisee, ligne, colonne);
      return chiffre ? [{ libelle: libelle || cle, chiffre }] : [];
    })
    .sort((gauche, droite) => droite.chiffre.montant - gauche.chiffre.montant);
}
