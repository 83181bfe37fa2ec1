import { type Figure, figureDeCellule, figureDeRangee, figuresDeSynthese } from '../../compile/figures.ts';
import type { Compte, Jaune } from '../../compile/jaune.ts';
import type { Critere } from '../../compile/selection.ts';
import { adresseDe } from './adresse.ts';
import type { LignesDeLaPage } from './lignes-de-la-page.ts';
import { compterLesNommees, compterParmi } from './selection.ts';
import { figuresHorsDuTotal } from './vue-hors-total.ts';

/** A figure of the index, with the numbers of its lines. */
export interface EntreeVue extends Figure {
  readonly adresse: string;
  /** Numbers of its lines in the annex, ascending. */
  readonly numeros: readonly number[];
  /** What those lines make, when the page does not hold all lines of the figure; else nothing. */
  readonly partie: Compte | undefined;
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
export function indexDesChiffres(jaune: Jaune, page: LignesDeLaPage): GroupeDIndex[] {
  const entree = (figure: Figure, rangs: readonly number[]): EntreeVue => {
    const montres = page.bornee ? rangs.filter(page.montre) : rangs;
    return {
      ...figure,
      adresse: adresseDe(figure.criteres),
      numeros: montres.map((rang) => rang + 1),
      partie: montres.length < rangs.length ? compterLaPartie(jaune, montres, figure.criteres) : undefined,
    };
  };
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

function compterLaPartie(jaune: Jaune, rangs: readonly number[], criteres: readonly Critere[]): Compte {
  return { lignes: rangs.length, centimes: compterParmi(jaune, rangs, criteres) };
}
