/** Something in a line that makes one think of abroad; it makes a line worth a look, it never decides. */
export interface Signal {
  readonly mot: string;
  /** Name of the column where it was seen, as rules call it. */
  readonly champ: string;
  readonly genre: string;
  readonly poids: number;
}
