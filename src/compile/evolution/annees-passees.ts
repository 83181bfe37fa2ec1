import { type Base, LIBELLES_BASES } from '../../domain/argent/base.ts';
import type { EditionPrecedente } from '../../domain/lignes/lignes-publiees.ts';
import type { Jaune } from '../jaune.ts';
import type { AnneeMontree, AnneePassee } from './annee-passee.ts';
import { comparerLesTables } from './compiler-l-evolution.ts';
import { illustratifParmi } from './illustratif.ts';
import type { PublieAlors } from './publie-alors.ts';
import { redressementsDe } from './redressements.ts';
import { synthesePassee } from './synthese-passee.ts';

/** How many earlier years documents carry at the most: with that of the edition, ten points of a line. */
export const ANNEES_PASSEES = 9;

/** An edition of an earlier year, as it published. */
export interface EditionPubliee {
  readonly fichier: string;
  readonly sha256: string;
  readonly base: Base;
  readonly publie: PublieAlors;
}

/**
 * An earlier year under the labels of now: the rows of each of its tables, and what they no longer have, make its total.
 * @param publiees that edition as it was written, then those that it replaced
 */
export function compilerLAnneePassee(
  edition: Pick<EditionPrecedente, 'exercice' | 'fichier' | 'sha256' | 'base' | 'parts'>,
  { enTete, tables }: Pick<Jaune, 'enTete' | 'tables'>,
  publiees: readonly EditionPubliee[] = [],
): AnneePassee {
  const { exercice, fichier, sha256, base } = edition;
  const citee = { exercice, fichier, sha256, base };
  if (base !== enTete.base)
    return {
      ...citee,
      comparable: false,
      raison: `l’édition ${exercice} compte sur la base « ${LIBELLES_BASES[base]} »`,
    };
  const parts = edition.parts.filter(({ verdict }) => verdict === 'internationale');
  const annee = {
    ...citee,
    comparable: true as const,
    illustratif: illustratifParmi(parts),
    ...synthesePassee(edition, enTete),
    tables: new Map(
      comparerLesTables(parts, tables, enTete.organismes).map(({ nom, rangees, avant }) => {
        const passees = rangees.filter(({ presence }) => presence !== 'nouvelle');
        return [
          nom,
          {
            montants: new Map(
              passees.flatMap(({ cle, avant: sien }) => (cle === undefined ? [] : [[cle, sien] as const])),
            ),
            disparues: passees.flatMap(({ cle, libelle, avant: sien }) =>
              cle === undefined ? [{ libelle, montant: sien }] : [],
            ),
            total: avant,
          },
        ];
      }),
    ),
  };
  return {
    ...annee,
    redressees: publiees
      .filter((publiee) => publiee.base === base)
      .map((publiee) => ({
        fichier: publiee.fichier,
        sha256: publiee.sha256,
        redressements: redressementsDe(
          publiee.publie,
          annee,
          { tables, enTete },
          publiee.fichier === fichier ? '' : fichier,
        ),
      }))
      .filter(({ redressements }) => redressements.length > 0),
  };
}

/** The years whose amounts stand beside those of now, the last one first. */
export function anneesMontrees({ annees }: Pick<Jaune, 'annees'>): readonly AnneeMontree[] {
  return annees.filter((annee): annee is AnneeMontree => annee.comparable);
}
