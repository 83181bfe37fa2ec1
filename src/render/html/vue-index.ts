import { type Figure, figureDeCellule, figureDeRangee, figuresDeSynthese } from '../../compile/figures.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { adresseDe } from './adresse.ts';
import { compterLesNommees } from './selection.ts';
import { figuresHorsDuTotal } from './vue-hors-total.ts';

/** A figure of the index, with the numbers of its lines. */
export interface EntreeVue extends Figure {
  readonly adresse: string;
  /** Numbers of its lines in the annex, from 1, ascending. */
  readonly numeros: readonly number[];
}

/** The figures of one table. */
export interface GroupeDIndex {
  readonly titre: string;
  readonly entrees: readonly EntreeVue[];
}

/**
 * The index of figures: for each, the lines that make it. It is what a figure opens on paper and without the script.
 * Countries are not in it, but for what is in none: the list of actions by country is their index.
 */
export function indexDesChiffres(jaune: Jaune): GroupeDIndex[] {
  const entree = (figure: Figure, lignes: readonly number[]): EntreeVue => ({
    ...figure,
    adresse: adresseDe(figure.criteres),
    numeros: lignes.map((rang) => rang + 1),
  });
  const entrees = (figure: Figure | undefined, lignes: readonly number[]): EntreeVue[] =>
    figure === undefined || lignes.length === 0 ? [] : [entree(figure, lignes)];
  return [
    // Those of the synthesis are there even for no line: the page always leads to them.
    {
      titre: 'Synthèse',
      entrees: figuresDeSynthese(jaune).map((figure) =>
        entree(figure, compterLesNommees(jaune, figure.criteres).rangs),
      ),
    },
    ...jaune.tables.map(({ nom, titre, rangees }) => ({
      titre,
      entrees: rangees
        .filter(({ cle }) => nom !== 'pays' || cle === '')
        .flatMap((rangee) => entrees(figureDeRangee(nom, rangee), rangee.lignes)),
    })),
    ...jaune.croisees.map((croisee) => ({
      titre: croisee.titre,
      entrees: croisee.cellules.flatMap((rangee, i) =>
        rangee.flatMap((cellule, j) => entrees(figureDeCellule(croisee, i, j), cellule?.lignes ?? [])),
      ),
    })),
    {
      titre: 'Hors du total',
      entrees: figuresHorsDuTotal(jaune).map(({ figure, rangs }) => entree(figure, rangs)),
    },
  ].filter(({ entrees }) => entrees.length > 0);
}
