import { plier } from './texte.ts';

const ANNEES = /(?<!\d)(?:19|20)\d\d(?!\d)/g;
/** A year in two digits, after what is only ever said of one: `BP 18`, `CA'17`. */
const VOTE_ET_ANNEE = /(?:^|[^a-z])(?:bp|ca|cfu) ?(\d\d)(?!\d)/g;
/** A year told from the one that it is not: `N-1`, `n + 1`. */
const RELATIVE = /(?<![\p{L}\d])n\s?[-–−‑+]\s?[1-9](?!\d)/iu;
const PASSEE = /(?<![a-z])(?:exercice|annee|an)s? (?:precedent|anterieur|dernier|passe)/;

/**
 * The other year than the exercice that a title names, in words: `2018`, or `une autre année` for one that is told from this
 * one. `undefined` when it names none, the exercice too, or a span that holds it (`Convention 2017-2020` in 2019).
 */
export function autreAnneeNommee(titre: string, exercice: string): string | undefined {
  const plie = plier(titre);
  const annees = [
    ...(titre.match(ANNEES) ?? []),
    ...[...plie.matchAll(VOTE_ET_ANNEE)].map(([, rang = '']) => exercice.slice(0, 2) + rang),
  ];
  if (annees.length > 0) {
    const tient = annees.some((annee) => annee <= exercice) && annees.some((annee) => annee >= exercice);
    return tient ? undefined : [...new Set(annees)].join(', ');
  }
  return RELATIVE.test(titre) || PASSEE.test(plie) ? 'une autre année' : undefined;
}
