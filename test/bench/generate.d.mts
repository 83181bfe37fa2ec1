/** What to generate: a dossier of `lignes` lines drawn from a compiled model. */
export interface DemandeDeDossier {
  readonly dossier: string;
  readonly modele: string;
  readonly lignesCsv: string;
  readonly lignes: number;
  readonly partInternationale: number;
  readonly graine: number;
  /** Whether a line that has several parts in the model is as likely to be drawn as one that has one. */
  readonly chaqueLigneUneFois?: boolean;
  /** In how many files the lines are, as many in each; one unless said. */
  readonly sources?: number;
}

/** @returns the first source, and the bytes of all */
export function generer(demande: DemandeDeDossier): Promise<{ fichier: string; octets: number }>;
/** Numbers below a bound, the same for the same seed. */
export function hasard(graine: number): (borne: number) => number;
/** A text as a cell of CSV. */
export function cellule(texte: string): string;
