import type { FauxAmi } from './faux-ami.ts';
import type { GenreSignal, Poids } from './signal.ts';

/** A word of the trade that hints at international action. It never decides: it sends the line to a person. */
export interface MotSignal {
  readonly mot: string;
  readonly genre: Extract<GenreSignal, 'programme' | 'mot' | 'reseau' | 'organisation'>;
  readonly poids: Poids;
  /** Where the word was found. */
  readonly source: string;
}

/** What signals are looked for with, the names of places apart: the words of the trade, and the false friends. */
export interface VocabulaireDesSignaux {
  readonly mots: readonly MotSignal[];
  readonly fauxAmis: readonly FauxAmi[];
}
