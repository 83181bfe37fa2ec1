/**
 * What the lines decided in earlier exercices make one think of a line that is open. It never decides: it goes with the line
 * to the person who does.
 */
export interface Suggestion {
  readonly conclusion: 'internationale' | 'non_internationale';
  /** The reason in words: « comme en 2011 : même bénéficiaire, 3 lignes, toutes internationales ». */
  readonly motif: string;
}

/** What speaks of a line on which nobody has decided: signals, and memory. */
export interface Examen {
  /**
   * How international the line looks, in tenths of a power of ten of its odds (decibans): 0 is one chance in two, 10 ten to
   * one, -10 one to ten. The sum of the signals, of what memory says, and of what a line is before anything is known of it.
   */
  readonly points: number;
  readonly suggestion: Suggestion | undefined;
}

/** How much is to be learnt by asking, in thousandths: 1 000 at one chance in two, 0 when there is none left to doubt. */
export function doute(points: number): number {
  return Math.round(2000 / (1 + 10 ** (Math.abs(points) / 10)));
}
