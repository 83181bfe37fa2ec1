import type { Constats } from '../domain/constats/constat.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import type { Affectation } from '../domain/lignes/affectation.ts';
import type { VoletCompile } from '../domain/volets/volet-compile.ts';

/** What a volet is read with. */
export interface ContexteDeVolet {
  readonly racine: string;
  readonly enTete: EnTete;
  readonly geographie: Geographie;
  /** The folder of the tables of the tool that the edition is made with: an archive brings its own. */
  readonly donnees: string;
  readonly constats: Constats;
}

/** What lines became, for volets that speak of them. */
export interface MatiereDesVolets {
  /** The expenses that documents name, in the order of the sources; a row of a table may lead to one by its index. */
  readonly lignes: readonly Affectation[];
}

/** A volet as it was read: what it makes of the lines comes once these are known. */
export interface VoletLu {
  /**
   * Each line of the sources as it passes, whether documents name it or not: to be looked at, never kept. For who has to tell a line
   * that is left aside from one that is not there.
   */
  voir?(affectation: Affectation): void;
  compiler(matiere: MatiereDesVolets, constats: Constats): VoletCompile;
  /** What it says of one line, in sentences; nothing when it says nothing of it. */
  expliquer?(affectation: Affectation): readonly string[];
}

/**
 * Something that a dossier may say beside its money. Optional: its files are all that a dossier adds. Its module is all that the
 * tool adds, with its line in `volets.ts`.
 */
export interface Volet {
  readonly nom: string;
  /** Which paths of a dossier are its files: `indicateurs.csv`, `questionnaires/region.csv`. */
  readonly fichiers: RegExp;
  /** The folder where its files are, when they are not at the top of the dossier. */
  readonly dossier?: string;
  /** What its files are called, for who put another one beside them. */
  readonly attendu: string;
  /**
   * Reads its files, which are there, in the order of their names. Tells all that is wrong with them; `undefined` when nothing can be made
   * of them.
   */
  lire(fichiers: readonly string[], contexte: ContexteDeVolet): Promise<VoletLu | undefined>;
}
