import type { Base } from '../argent/base.ts';
import type { Norme } from '../codes/nomenclature.ts';

/** What identifies an edition of the jaune and stands at the head of each document. All of it comes from `exercice.yaml`. */
export interface EnTete {
  readonly exercice: string;
  readonly collectivite: string;
  readonly titre: string;
  readonly norme: Norme;
  /** The base of the headline. */
  readonly base: Base;
  /** `2012-12-13`, as the dossier says; never the clock. */
  readonly dateEdition: string;
  /** The sector whose bleu is the starting point. */
  readonly secteurPilote: string;
  /** How the synthesis names the pilot sector. */
  readonly libellePilote: string;
  /** A warning to show at the head of the documents, such as illustrative amounts; empty when there is none. */
  readonly mention: string;
  /** The political axes, identifier and label, in the order of the document. */
  readonly axes: ReadonlyMap<string, string>;
  /** The domains, likewise. */
  readonly domaines: ReadonlyMap<string, string>;
}
