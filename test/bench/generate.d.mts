/** What to generate: a dossier of `lignes` lines drawn from a compiled model. */
export interface DemandeDeDossier {
  readonly dossier: string;
  readonly modele: string;
  readonly lignesCsv: string;
  readonly lignes: number;
  readonly partInternationale: number;
  readonly graine: number;
}

export function generer(demande: DemandeDeDossier): Promise<{ fichier: string; octets: number }>;
