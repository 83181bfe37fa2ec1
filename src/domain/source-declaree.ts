import type { Base } from './base.ts';
import type { Condition } from './condition.ts';
import type { Lieu } from './constat.ts';
import type { MarqueDecimale, Montant, Unite } from './montant.ts';

/** Rows that the officer leaves out of a source, and why: total rows, other years. */
export interface EcartDeclare {
  readonly condition: Condition;
  readonly motif: string;
  readonly lieu: Lieu;
}

/** What the sender announced of a file; a difference is an error. Sums run over the lines kept, whatever their sense. */
export interface ControleDeclare {
  readonly lignes?: number;
  readonly montants: Readonly<Partial<Record<Base, Montant>>>;
  readonly lieu: Lieu;
}

/** How one source is laid out, as `exercice.yaml` declares it. Nothing is guessed when it is read. */
export interface SourceDeclaree {
  /** Path in the dossier, with `/`. */
  readonly fichier: string;
  /** Where the declaration stands. */
  readonly lieu: Lieu;
  readonly encodage: 'utf-8' | 'windows-1252';
  readonly separateur: string;
  readonly decimale: MarqueDecimale;
  readonly unite: Unite;
  /** Lines of the file above the header. */
  readonly preambule: number;
  /** Our field → title of their column. */
  readonly colonnes: ReadonlyMap<string, string>;
  /** Base → title of their column. */
  readonly montants: ReadonlyMap<Base, string>;
  /** Our field → value for all lines; `secteur` and `organisme` among them. */
  readonly constantes: ReadonlyMap<string, string>;
  /** Our field → what the file writes → the word that the tool expects. */
  readonly valeurs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Titles of columns that are known and not used. */
  readonly ignorees: readonly string[];
  readonly ecarts: readonly EcartDeclare[];
  readonly controle?: ControleDeclare;
}
