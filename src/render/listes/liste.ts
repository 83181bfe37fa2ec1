import type { Jaune } from '../../compile/jaune.ts';

/** One thing that a list tells. */
export interface ElementDeListe {
  /** What it is about: a code and a place, a file. */
  readonly sujet: string;
  readonly texte: string;
  /** What was said of it. */
  readonly precision?: string;
  /** The SHA-256 of the file that it is about. */
  readonly empreinte?: string;
}

/** What a list tells of a jaune; with nothing at all, it does not show. */
export interface ListeDite {
  /** What is to be known of all of it; or, where there is nothing to list, that there is nothing. */
  readonly chapeau: string;
  readonly elements: readonly ElementDeListe[];
  /** The same in more detail, which the workbook alone gives. */
  readonly details?: readonly ElementDeListe[];
}

/** Something that the page, the workbook and the JSON list beside tables and lines. */
export interface Liste {
  /** Its anchor in the page. */
  readonly nom: string;
  readonly titre: string;
  dire(jaune: Jaune): ListeDite;
  /** Its keys in `synthese-<exercice>.json`, with what they hold. */
  json(jaune: Jaune): Readonly<Record<string, unknown>>;
}
