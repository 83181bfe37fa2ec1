import type { Constats } from '../../domain/constats/constat.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { SourceLue } from '../../domain/dossier/source-lue.ts';
import type { SourcePassee } from '../../domain/dossier/source-passee.ts';
import type { Geographie } from '../../domain/lieux/geographie.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import type { LignesPassees } from '../semblables/lignes-passees.ts';

/** What is known when the lines of a dossier begin to pass. */
export interface Depart {
  readonly dossier: Dossier;
  readonly geographie: Geographie;
  /** The codes of the countries that a text names. */
  readonly paysDuLieu: (lieu: string) => readonly string[];
  /** The lines of an earlier edition, that are not to come back as they were. */
  readonly passees: LignesPassees | undefined;
  /** The files that were received for earlier exercices, by the digest of their bytes. */
  readonly sourcesPassees: ReadonlyMap<string, SourcePassee>;
  readonly constats: Constats;
}

/** Sees every line pass, in the order of the sources, and tells what all of them show that none shows alone. */
export interface Observateur {
  /** Called for each of a million lines: it makes nothing that a line does not need. */
  ajouter(affectation: Affectation): void;
  /** @param sources those that could be read, all their lines having passed */
  finir(sources: readonly SourceLue[]): void;
}
