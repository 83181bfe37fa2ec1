/** A file of lines of an earlier exercice, as read: what suggestions rest on. */
export interface MemoireLue {
  /** Path in the dossier: `memoire/lignes-2011.csv`. */
  readonly fichier: string;
  readonly sha256: string;
  readonly octets: number;
  /** Lines that teach: those that a rule or a person decided. */
  readonly apprises: number;
}
