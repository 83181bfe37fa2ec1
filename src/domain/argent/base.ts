/**
 * The bases on which a budget line is measured. A figure always says which one it is, and bases are never added together.
 * - `ae_votees`: voted ceiling of commitments (AE in operating, AP in investment);
 * - `engagements`: what was committed under that ceiling;
 * - `cp_votes`: voted payments of the year;
 * - `mandats`: what was ordered to be paid, the executed amount of the administrative account.
 */
export const BASES = ['ae_votees', 'engagements', 'cp_votes', 'mandats'] as const;
export type Base = (typeof BASES)[number];

export const LIBELLES_BASES: Readonly<Record<Base, string>> = {
  ae_votees: 'Autorisations votées (AE et AP)',
  engagements: 'Engagements (AE et AP)',
  cp_votes: 'Crédits de paiement votés',
  mandats: 'Mandatements (crédits de paiement exécutés)',
};

/** The same as the head of a column says it, beside others. */
export const TITRES_BASES: Readonly<Record<Base, string>> = {
  ae_votees: 'AE et AP votées',
  engagements: 'Engagé',
  cp_votes: 'CP votés',
  mandats: 'Mandaté',
};
