/**
 * How far a false friend reaches.
 * - `texte`: the word says nothing in a free text (Maurice, Florence), but designates the place when it stands alone where
 *   a place is expected;
 * - `lieu`: not even then (Vienne and Valence are in France too);
 * - `expression`: a longer expression, inside which no word is a signal (`place d'Italie`);
 * - `voie`: a noun after which the name of a place is that of a street, a station, a school (`avenue` d'Italie).
 */
export const PORTEES = ['texte', 'lieu', 'expression', 'voie'] as const;
export type Portee = (typeof PORTEES)[number];

/** A word or expression that looks like a signal and is none, with what it really is. */
export interface FauxAmi {
  readonly expression: string;
  readonly portee: Portee;
  /** What it really is, for whoever wonders why the word did not count. */
  readonly motif: string;
  /** A real label or name where it deceives; no signal is seen in it. */
  readonly exemple: string;
  /** Where the example was read. */
  readonly source: string;
}
