import type { Lieu } from '../../domain/constat.ts';
import type { Fraction } from '../../domain/fraction.ts';
import type { Dimension, Place } from '../../domain/verdict.ts';

/** What a person decided of one line, tied to what the line was. */
export interface Decision {
  /** `sources/culture.csv:214`. */
  readonly ref: string;
  readonly empreinte: string;
  readonly place: Exclude<Place, 'a_arbitrer' | 'non_examinee'>;
  readonly quotePart: Fraction;
  readonly cle: string;
  readonly dimensions: ReadonlyMap<Dimension, string>;
  readonly motif: string;
  readonly auteur: string;
  readonly date: string;
  readonly lieu: Lieu;
}
