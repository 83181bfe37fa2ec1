import { DIMENSIONS_FACULTATIVES, type DimensionDecidee, dimensionDecrite } from '../../domain/verdict/dimensions.ts';

/** An edition as readers name it, and the series of goals that it breaks its total down by. */
interface EditionEtSesSeries {
  readonly nom: string;
  readonly series: readonly DimensionDecidee[];
}

/** The series of goals of which an edition says something. */
export function seriesDe(dit: (serie: DimensionDecidee) => boolean): readonly DimensionDecidee[] {
  return DIMENSIONS_FACULTATIVES.filter(dit);
}

/**
 * Why two editions are not compared goal by goal, in words; nothing where they are, or where neither speaks of goals. Two series are
 * never set one against the other: no official text leads from one to the other.
 */
export function pourquoiPasParObjectif(avant: EditionEtSesSeries, maintenant: EditionEtSesSeries): string | undefined {
  const editions = [avant, maintenant];
  if (editions.every(({ series }) => series.length === 0)) return undefined;
  if (avant.series.some((serie) => maintenant.series.includes(serie))) return undefined;
  const dites = editions.map(({ nom, series }) => {
    const sigles = series.map((serie) => dimensionDecrite(serie).entete).join(' et ');
    return `${sigles || 'aucun'} pour ${nom}`;
  });
  const deuxSeries = editions.every(({ series }) => series.length > 0);
  const pourquoi = deuxSeries
    ? 'ce sont deux séries, et aucun texte officiel ne mène de l’une à l’autre : rien n’est comparé ni converti'
    : 'rien n’est comparé';
  return `Objectifs des Nations unies : ${dites.join(', ')} ; ${pourquoi}.`;
}
