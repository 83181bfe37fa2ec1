/**
 * Why the headline changes, in the order in which the bridge takes its steps. A line matched with another may have several: its
 * share, how it is broken down, its amount.
 */
export const CAUSES = [
  'retraitement',
  'volume',
  'part',
  'ventilation',
  'nouvelle',
  'terminee',
  'envoyeur_arrive',
  'envoyeur_parti',
  'regle_ajoutee',
  'regle_retiree',
  'regle_changee',
  'regle',
  'decision_prise',
  'decision_levee',
  'lignes_changees',
  'plus_exceptionnelle',
  'devenue_exceptionnelle',
] as const;
export type Cause = (typeof CAUSES)[number];

/** What two editions are to one another: two exercices, two of one exercice, or two exercices whose codes do not compare. */
export type Rapport = 'autre_exercice' | 'meme_exercice' | 'autre_norme';

/** What readers see for each step, from one exercice to another. */
export const LIBELLES_CAUSES: Readonly<Record<Cause, string>> = {
  retraitement: 'Montants passés retraités',
  volume: 'Montants des lignes poursuivies',
  part: 'Quotes-parts changées',
  ventilation: 'Changements de secteur ou d’axe',
  nouvelle: 'Actions nouvelles',
  terminee: 'Actions terminées',
  envoyeur_arrive: 'Secteurs et organismes qui n’envoyaient rien',
  envoyeur_parti: 'Secteurs et organismes qui n’envoient plus rien',
  regle_ajoutee: 'Règles ajoutées',
  regle_retiree: 'Règles retirées',
  regle_changee: 'Règles changées',
  regle: 'Périmètre, par les règles',
  decision_prise: 'Décisions prises',
  decision_levee: 'Décisions qui ne valent plus',
  lignes_changees: 'Mêmes règles, lignes écrites autrement',
  plus_exceptionnelle: 'Opérations qui ne sont plus exceptionnelles',
  devenue_exceptionnelle: 'Opérations devenues exceptionnelles',
};

const LIBELLES_DU_MEME_EXERCICE: Readonly<Partial<Record<Cause, string>>> = {
  volume: 'Montants reçus changés',
  nouvelle: 'Lignes ajoutées aux sources',
  terminee: 'Lignes retirées des sources',
  envoyeur_arrive: 'Secteurs et organismes ajoutés aux sources',
  envoyeur_parti: 'Secteurs et organismes retirés des sources',
};

/** What readers see for a step. */
export function libelleDeLaCause(cause: Cause, rapport: Rapport): string {
  const propre = rapport === 'meme_exercice' ? LIBELLES_DU_MEME_EXERCICE[cause] : undefined;
  return propre ?? LIBELLES_CAUSES[cause];
}
