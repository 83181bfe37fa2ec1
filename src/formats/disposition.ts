import type { Base } from '../domain/argent/base.ts';

/** What is known beforehand of the sources of a published format. */
export interface Disposition {
  /** All the titles that it has. */
  readonly titres: readonly string[];
  /** Our field → its title. */
  readonly colonnes: Readonly<Record<string, string>>;
  readonly montants: Readonly<Partial<Record<Base, string>>>;
  readonly montants_nommes?: {
    readonly colonne: string;
    readonly base: string;
    readonly mots: Record<string, Base | 'aucune'>;
  };
  /** The column of the share of the amount, and that of the date that says the year. */
  readonly part?: string;
  readonly date?: string;
  readonly valeurs: Record<string, Record<string, string>>;
  /** What is told of a title that it does not have, where it has no others. */
  titreInconnu?(titre: string): { readonly message: string; readonly remede: string };
}
