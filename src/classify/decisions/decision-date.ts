import type { EnTete } from '../../domain/en-tete.ts';

/** Years before the exercice in which a decision on its lines may already have been taken: a vote in advance, a convention. */
const ANNEES_AVANT = 2;

/**
 * Tells a day on which a decision can hardly have been taken: after the edition that holds it, or long before the exercice. To
 * warn, never to refuse: the day changes no figure, and only people know it.
 * @param date a day of the calendar, AAAA-MM-JJ
 */
export function direDateEtrange(
  date: string,
  { exercice, dateEdition }: Pick<EnTete, 'exercice' | 'dateEdition'>,
): { readonly message: string; readonly remede: string } | undefined {
  if (date > dateEdition)
    return {
      message: `cette décision est du ${date}, après l’édition, qui est du ${dateEdition}`,
      remede: 'Corrigez la date de la décision, ou date_edition dans exercice.yaml.',
    };
  const premier = `${String(Number(exercice) - ANNEES_AVANT).padStart(4, '0')}-01-01`;
  if (date < premier)
    return {
      message: `cette décision est du ${date}, plus de deux ans avant l’exercice ${exercice}`,
      remede: `Vérifiez l’année de la décision ; à partir du ${premier}, rien n’est dit.`,
    };
  return undefined;
}
