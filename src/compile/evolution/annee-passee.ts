import type { Base } from '../../domain/argent/base.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import type { Synthese } from '../synthese.ts';
import type { NomTable } from '../tables-decrites.ts';
import type { Illustratif } from './illustratif.ts';

/** What an earlier edition published, under the labels of a table of now. */
export interface TablePassee {
  /** By the key of the row of now; absent where no international line of that year bears its label, which is not 0 €. */
  readonly montants: ReadonlyMap<string, Montant>;
  /** The labels of that year that the table of now does not have, largest first: gone, or called otherwise. */
  readonly disparues: readonly { readonly libelle: string; readonly montant: Montant }[];
  readonly total: Montant;
}

interface AnneeCitee {
  readonly exercice: string;
  readonly fichier: string;
  readonly sha256: string;
  readonly base: Base;
}

/** An amount of an earlier year that is not here what had been published then. */
export interface Redressement {
  /** The table; absent for the two figures that every edition has. */
  readonly table?: NomTable;
  readonly ou: string;
  /** Under that name; absent where nothing had been published under it. */
  readonly publie?: Montant;
  /** Absent where no row and no label that is gone has it now. */
  readonly maintenant?: Montant;
  readonly ecart: Montant;
  readonly pourquoi: string;
}

/** An edition as it was published, and what of it is otherwise now, the greatest differences first. */
export interface EditionRedressee {
  readonly fichier: string;
  readonly sha256: string;
  readonly redressements: readonly Redressement[];
}

/** An earlier year whose amounts stand beside those of now. */
export interface AnneeMontree extends AnneeCitee {
  readonly comparable: true;
  readonly illustratif: Illustratif;
  readonly synthese: Synthese;
  /** Whether it counted anything to the sector which is the pilot now. */
  readonly piloteConnu: boolean;
  readonly tables: ReadonlyMap<NomTable, TablePassee>;
  /** The editions of that year that published something else than what is here, with what. */
  readonly redressees: readonly EditionRedressee[];
}

/** One of the four figures of an earlier year; nothing where that year does not tell it. */
export function chiffreDeLAnnee(
  { synthese, piloteConnu }: Pick<AnneeMontree, 'synthese' | 'piloteConnu'>,
  cle: keyof Synthese,
): Montant | undefined {
  const duPilote = cle === 'secteurPilote' || cle === 'autresSecteurs';
  return duPilote && !piloteConnu ? undefined : synthese[cle];
}

/** An earlier year that the dossier remembers, whose amounts are not those that documents count, and why, in French. */
export interface AnneeTue extends AnneeCitee {
  readonly comparable: false;
  readonly raison: string;
}

export type AnneePassee = AnneeMontree | AnneeTue;
