import type { SourceEcrite } from '../outils/lecteur-naif.ts';
import type { Hasard } from './hasard.ts';

/** What a mutation starts from. */
export interface Sujet {
  readonly octets: Buffer;
  readonly source: SourceEcrite;
  readonly hasard: Hasard;
  /** Another source of the dossier. */
  readonly autre: Buffer;
}

/** One way to damage a file, or to write it otherwise. */
export interface Genre {
  readonly nom: string;
  /** When the file still says the same: it must then be read without an error, to the same totals. */
  readonly anodin?: (source: SourceEcrite) => boolean;
  readonly muter: (sujet: Sujet) => Buffer;
}
