import type { Montant } from '../argent/montant.ts';
import type { Affectation } from '../lignes/affectation.ts';
import type { Tableau } from './tableau.ts';

/** A field of lines that a volet adds: its values have names, by which figures are selected and opened. */
export interface ChampDeVolet {
  /** `fondement`: criteria call it `volet-fondement`. */
  readonly nom: string;
  readonly valeurs: readonly { readonly nom: string; readonly libelle: string }[];
  /** The name of the value of a line, read from the line alone; `undefined` for none. */
  lire(affectation: Affectation): string | undefined;
}

/** An amount of money that a volet shows: what the lines of a value of its field make. It enters no total. */
export interface ChiffreDeVolet {
  /** `fondement.il-manque`. */
  readonly nom: string;
  readonly libelle: string;
  readonly montant: Montant;
  /** How many lines. */
  readonly nombre: number;
  readonly champ: string;
  readonly valeur: string;
  /** Where its lines are when they are not in the total, of which it is a part otherwise. */
  readonly place?: 'exceptionnelle';
}

/**
 * What a dossier says beside its money, once compiled: legal files, indicators, answers… Nothing of it enters a total. The page, the
 * workbook, the JSON, `expliquer` and `comparer` show it from here, whatever it is about.
 */
export interface VoletCompile {
  /** ASCII, hyphens: its anchor, and its key in `synthese-<exercice>.json`. */
  readonly nom: string;
  readonly titre: string;
  /** Paragraphs that come before its tables. */
  readonly chapeau: readonly string[];
  readonly tableaux: readonly Tableau[];
  /** What the page repeats of them beside a political axis, by its identifier. */
  readonly auxAxes?: ReadonlyMap<string, Tableau>;
  readonly champs: readonly ChampDeVolet[];
  readonly chiffres: readonly ChiffreDeVolet[];
}
