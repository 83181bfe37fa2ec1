import type { Base } from '../../../src/domain/argent/base.ts';
import type { Norme } from '../../../src/domain/codes/normes.ts';

/** The right block of a file: what an officer who knows it would declare. */
export interface Verite {
  readonly encodage?: string;
  readonly separateur?: string;
  readonly decimale?: string;
  readonly unite?: string;
  readonly preambule?: string;
  /** Our field → the title of its column. */
  readonly colonnes: Readonly<Record<string, string>>;
  /** Base → the title of its column, or of its two. */
  readonly montants: Readonly<Record<string, string | { readonly depense: string; readonly recette: string }>>;
  /** A document that lays itself out: only its total is judged. */
  readonly dispose?: true;
  /** Columns without titles: content tells some, a person the others; they are not among those that must be found. */
  readonly sansTitres?: true;
  /** Keys of the block besides: what is done with records, and how amounts are given. None but these is right, where they are said. */
  readonly cles?: Readonly<Record<string, unknown>>;
  /** Words that a remark must hold: what a person is to be asked before the file is taken. */
  readonly signale?: string;
  /** Fields and bases that several columns may be: to be asked, whatever the file. */
  readonly aDemander?: readonly string[];
  /** The expenses that reading gives in the base, in cents; nothing when they are not known. */
  readonly centimes?: bigint;
  /** The receipts, where they are known. */
  readonly recettes?: bigint;
}

/** A file and its right block. */
export interface FichierConnu {
  /** `2012`, `2013`, `partage`, `reglage` or `temoin`: where it comes from. */
  readonly lot: string;
  /** What is tried by it: one word. */
  readonly genre: string;
  readonly chemin: string;
  readonly options: {
    readonly exercice?: string | undefined;
    readonly base?: Base | undefined;
    readonly norme?: Norme | undefined;
    readonly feuille?: string | undefined;
  };
  readonly verite: Verite;
}
