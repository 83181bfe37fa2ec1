/** A country as a map draws it, in the map's units. */
export interface FormeDePays {
  readonly trace: string;
  readonly aire: number;
  /** The middle of its largest piece. */
  readonly centre: readonly [number, number];
  /** Width and height of its largest piece. */
  readonly etendue: readonly [number, number];
  /** Whether the map shows all of its largest piece, not cut at its edge. */
  readonly entier: boolean;
}

export type NomDeCadrage = 'monde' | 'europe';

/**
 * The countries of each map, by their codes. Nothing here: they are drawn when they are asked for. `.ci/build.mjs` puts in the
 * place of this file what it drew: it depends on nothing but the background, and takes a quarter of the time of a small page.
 */
export const FORMES_DES_PAYS: Readonly<Partial<Record<NomDeCadrage, Readonly<Record<string, FormeDePays>>>>> = {};
