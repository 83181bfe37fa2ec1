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
}

export function generer(demande: DemandeDeDossier): Promise<{ fichier: string; octets: number }>;
