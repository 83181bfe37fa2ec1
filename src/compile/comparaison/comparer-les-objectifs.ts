import { NUL } from '../../domain/argent/montant.ts';
import { DIMENSIONS_FACULTATIVES, type DimensionDecidee, dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import { pourquoiPasParObjectif, seriesDe } from '../evolution/pourquoi-pas-par-objectif.ts';
import type { Jaune } from '../jaune.ts';
import type { RangeeDuPont } from './pont.ts';

/** A series of goals that both editions speak of: what each goal weighs in each headline. */
interface SerieComparee {
  readonly serie: DimensionDecidee;
  readonly titre: string;
  readonly rangees: readonly RangeeDuPont[];
}

interface ObjectifsCompares {
  readonly series: readonly SerieComparee[];
  /** Why nothing is compared, where one of the two speaks of goals. */
  readonly raison?: string;
}

/**
 * Sets two editions side by side, goal by goal, where both speak of the same series.
 * @param noms what readers call them
 */
export function comparerLesObjectifs(
  avant: Pick<Jaune, 'tables'>,
  apres: Pick<Jaune, 'tables'>,
  noms: readonly [avant: string, apres: string],
): ObjectifsCompares {
  const [deAvant, deApres] = [avant, apres].map(({ tables }) =>
    seriesDe((serie) => tables.some(({ nom }) => nom === serie)),
  ) as [readonly DimensionDecidee[], readonly DimensionDecidee[]];
  const raison = pourquoiPasParObjectif({ nom: noms[0], series: deAvant }, { nom: noms[1], series: deApres });
  return {
    series: DIMENSIONS_FACULTATIVES.filter((serie) => deAvant.includes(serie) && deApres.includes(serie)).map(
      (serie) => ({
        serie,
        titre: dimensionDecrite(serie).table.titre,
        rangees: comparerUneSerie(serie, avant, apres),
      }),
    ),
    ...(raison !== undefined && { raison }),
  };
}

/** The goals in their order, what is not broken down last; those that weigh nothing in either are left out. */
function comparerUneSerie(
  serie: DimensionDecidee,
  ...[avant, apres]: [Pick<Jaune, 'tables'>, Pick<Jaune, 'tables'>]
): RangeeDuPont[] {
  const [passees = [], actuelles = []] = [avant, apres].map(
    ({ tables }) => tables.find(({ nom }) => nom === serie)?.rangees,
  );
  const cles = new Set([...actuelles, ...passees].map(({ cle }) => cle));
  return [...cles]
    .sort((gauche, droite) => Number(gauche === '') - Number(droite === ''))
    .map((cle) => {
      const [passee, actuelle] = [passees, actuelles].map((rangees) => rangees.find((rangee) => rangee.cle === cle));
      return {
        libelle: cle === '' ? '' : (actuelle?.libelle ?? passee?.libelle ?? cle),
        avant: passee?.montant ?? NUL,
        apres: actuelle?.montant ?? NUL,
        etapes: [],
      };
    })
    .filter((rangee) => rangee.avant !== 0 || rangee.apres !== 0);
}
