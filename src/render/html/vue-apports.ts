import type { Compte } from '../../compile/compte.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { partsEn } from '../../domain/lignes/affectation.ts';
import type { Dimension } from '../../domain/verdict/dimensions.ts';
import { type ChiffreVue, chiffreDeCellule } from './chiffre-vue.ts';
import { PREMIERES_LIGNES } from './lignes-de-la-page.ts';
import type { LignesVues, LigneVue } from './vue-lignes.ts';
import type { RangeeVue, TableVue } from './vue-tables.ts';
import { type TableauVu, tableauxDeLAxe } from './vue-volets.ts';

/** A line, and what it puts in a row of a table: the row's part, not the whole line. */
export interface ApportVue {
  readonly ligne: LigneVue;
  readonly montant: Montant;
}

/** What each line puts in each row of a table of the breakdown, by the key of the row, in the order of the lines. */
export function apportsDe(
  { lignes }: Jaune,
  vues: LignesVues,
  dimension: Dimension,
): ReadonlyMap<string, readonly ApportVue[]> {
  const apports = new Map<string, ApportVue[]>();
  for (const [rang, affectation] of lignes.entries()) {
    const ligne = vues[rang];
    if (ligne === undefined) continue;
    for (const { part, montant: centimes } of partsEn(affectation, 'internationale')) {
      const cle = part[dimension];
      const rangee = apports.get(cle) ?? [];
      if (rangee.length === 0) apports.set(cle, rangee);
      const dernier = rangee.at(-1);
      if (dernier?.ligne === ligne) rangee.pop();
      rangee.push({ ligne, montant: montant(centimes + (dernier?.ligne === ligne ? dernier.montant : 0)) });
    }
  }
  return apports;
}

/** The largest first; of equals, in the order of the lines. */
export function apportsParMontant(apports: readonly ApportVue[]): ApportVue[] {
  return [...apports].sort((gauche, droite) => droite.montant - gauche.montant);
}

/** A political axis: its figure, what each sector puts in it, its largest actions. */
export interface AxeVue extends RangeeVue {
  readonly secteurs: readonly { readonly libelle: string; readonly chiffre: ChiffreVue }[];
  readonly actions: readonly ApportVue[];
  readonly autres: number;
  /** What the dossier says of it beside its money. */
  readonly tableaux: readonly TableauVu[];
}

/** The axes, in the order of the dossier; what is on no axis comes last, where there is some. */
export function axesVus(jaune: Jaune, vues: LignesVues, tables: readonly TableVue[]): AxeVue[] {
  const apports = apportsDe(jaune, vues, 'axe');
  const rangees = tables.find(({ nom }) => nom === 'axe')?.rangees ?? [];
  return rangees
    .filter(({ cle, chiffre }) => cle !== '' || chiffre.nombre > 0)
    .map((rangee, rang) => {
      // The others are one link away.
      const actions = apportsParMontant(apports.get(rangee.cle) ?? []).slice(0, PREMIERES_LIGNES);
      return {
        ...rangee,
        secteurs: secteursDe(jaune, rangee.cle),
        actions,
        autres: rangee.chiffre.nombre - actions.length,
        tableaux: tableauxDeLAxe(jaune, rangee.cle, rang + 1),
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
      const actions = apportsParMontant(apports.get(rangee.cle) ?? []);
      const { nombre, montant: total } = rangee.chiffre;
      const centimes = montant(total - somme(actions.map((action) => action.montant)));
      return { ...rangee, actions, autres: { lignes: nombre - actions.length, centimes } };
    });
}
