import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import type { EditionPrecedente } from '../../domain/lignes/lignes-publiees.ts';
import type { Jaune } from '../jaune.ts';
import type { AnneeMontree, AnneePassee } from './annee-passee.ts';
import { comparerLesTables } from './compiler-l-evolution.ts';
import { illustratifParmi } from './illustratif.ts';
import { synthesePassee } from './synthese-passee.ts';

/** How many earlier years documents carry at the most: with that of the edition, ten points of a line. */
export const ANNEES_PASSEES = 9;

/** An earlier year under the labels of now: the rows of each of its tables, and what they no longer have, make its total. */
export function compilerLAnneePassee(
  edition: Pick<EditionPrecedente, 'exercice' | 'fichier' | 'sha256' | 'base' | 'parts'>,
  { enTete, tables }: Pick<Jaune, 'enTete' | 'tables'>,
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
  return {
    ...citee,
    comparable: true,
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
}

/** The years whose amounts stand beside those of now, the last one first. */
export function anneesMontrees({ annees }: Pick<Jaune, 'annees'>): readonly AnneeMontree[] {
  return annees.filter((annee): annee is AnneeMontree => annee.comparable);
}
