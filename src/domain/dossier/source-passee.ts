/** A file that a sector sent for an earlier exercice, as `memoire/sources-<exercice>.csv` keeps it. */
export interface SourcePassee {
  /** Path in the dossier of that year. */
  readonly fichier: string;
  readonly exercice: string;
}

export const COLONNES_DES_SOURCES_PASSEES = ['fichier', 'octets', 'sha256'] as const;
