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

/** A day or a month, which is that of a vote or of an edition, often of another year than the lines; hyphens and slashes are folded. */
const JOUR_OU_MOIS =
  /\b\d{1,2}[. ]\d{1,2}[. ]20\d\d(?!\d)|(?<!\d)20\d\d \d\d \d\d(?!\d)|\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) 20\d\d(?!\d)/g;
const ANNEES_DE_NOTRE_TEMPS = /(?<!\d)20\d\d(?!\d)/g;
/** Years that what stands around a table may name; beyond, they are numbers. */
const ANNEES_MAX = 5;

/**
 * The years that texts around a table say, where none of them says the exercice, and the first of these texts; days and months
 * aside.
 */
export function autreAnneeDite(
  dits: readonly string[],
  exercice: string,
): { readonly dit: string; readonly annees: readonly string[] } | undefined {
  const datees = dits.flatMap((dit) => {
    const annees: readonly string[] = plier(dit).replace(JOUR_OU_MOIS, '').match(ANNEES_DE_NOTRE_TEMPS) ?? [];
    // A span that holds the exercice says nothing of it: `Contrat de plan 2021-2027`.
    const muet = !annees.includes(exercice) && autreAnneeNommee(dit, exercice) === undefined;
    return annees.length === 0 || muet ? [] : [{ dit, annees }];
  });
  const annees = [...new Set(datees.flatMap((datee) => datee.annees))].sort();
  const [premiere] = datees;
  if (premiere === undefined || annees.length > ANNEES_MAX || annees.includes(exercice)) return undefined;
  return { dit: premiere.dit, annees };
}
