import { accord, formaterEntier } from '../domain/textes/format.ts';

/** What a workbook that was taken back says nothing of. */
interface LeftRows {
  /** Rows that nobody filled. */
  readonly laissees: number;
  /** Rows of the export that are not in the workbook any more. */
  readonly absentes: number;
}

/** @param without what a row that is left has not: « sans décision » */
export function leftRowsText({ laissees, absentes }: LeftRows, without: string): string[] {
  return [
    ...(laissees > 0 ? [`${accord(laissees, 'ligne')} du classeur ${without} : rien n’y change.`] : []),
    ...(absentes > 0
      ? [
          `${accord(absentes, 'ligne')} de l’export ${absentes > 1 ? 'ne sont' : 'n’est'} plus dans le classeur : rien n’y change.`,
        ]
      : []),
  ];
}

/** @param what the feminine noun of what was replaced: « décision » */
export function replacedRowsText(count: number, what: string): string[] {
  const plural = count > 1 ? 's' : '';
  return count === 0
    ? []
    : [`${formaterEntier(count)} ancienne${plural} ${what}${plural} gardée${plural} comme historique.`];
}
