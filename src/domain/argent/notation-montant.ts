/** The mark between euros and cents in a source; a source declares one, and the other is then an error. */
export type MarqueDecimale = ',' | '.';

export type Unite = 'euros' | 'milliers';

/** What may stand between thousands besides spaces, in a source that declares it. */
export const MARQUES_DES_MILLIERS = ['.', ','] as const;
export type MarqueDesMilliers = (typeof MARQUES_DES_MILLIERS)[number];

export interface NotationMontant {
  /** Only this decimal mark is accepted; both are when absent. */
  readonly decimale?: MarqueDecimale;
  /** `milliers`: `12,5` means 12 500,00 €. Defaults to `euros`. */
  readonly unite?: Unite;
  /** `.`: `12.000,50` means 12 000,50 €, and `12.000` is twelve thousand. */
  readonly milliers?: MarqueDesMilliers | undefined;
  /** A program holds it as a number: its only mark is between euros and cents, whatever a person would have typed. */
  readonly nombre?: boolean;
  /** It is in a file of which nobody declares how amounts are written. */
  readonly fixe?: boolean;
}
