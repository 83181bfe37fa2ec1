/** The columns of `arbitrages.csv` that say what a person decided of one line, in the order of the file. */
export const COLONNES_DECISION = [
  'ref',
  'empreinte',
  'decision',
  'quote_part',
  'cle',
  'axe',
  'domaine',
  'territoire',
  'pays',
  'motif',
  'auteur',
  'date',
] as const;
export type ColonneDecision = (typeof COLONNES_DECISION)[number];

/**
 * A last column that the file may have: the day of the decision that replaced this one. A row that has it is history:
 * kept to be told, never applied.
 */
export const COLONNE_REMPLACEE = 'remplacee_le';

/** A decision as a person wrote it, before anything is understood of it; what was left blank is empty. */
export type DecisionEcrite = Readonly<Record<ColonneDecision, string>>;

export const PLACES_DECIDEES = ['internationale', 'exceptionnelle', 'non_internationale', 'exclue'] as const;
export type PlaceDecidee = (typeof PLACES_DECIDEES)[number];

/** The dimensions that a decision can give a line, one value each. */
export const DIMENSIONS_DECIDEES = ['axe', 'domaine', 'territoire', 'pays'] as const;

/** The file of a reference: `sources/culture.csv` of `sources/culture.csv:214`. */
export function fichierDeRef(ref: string): string {
  return ref.slice(0, Math.max(ref.lastIndexOf(':'), 0));
}

/** The line of a reference: 214 of `sources/culture.csv:214`. */
export function numeroDeRef(ref: string): number {
  return Number(ref.slice(ref.lastIndexOf(':') + 1));
}
