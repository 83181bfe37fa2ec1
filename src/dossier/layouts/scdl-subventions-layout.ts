import { SCDL_SUBVENTIONS } from '../../domain/modeles/scdl-subventions.ts';
import type { SourceEcrite } from '../schema-exercice.ts';
import { completer } from './fill-in.ts';

/** The layout of SCDL grants: those of the year of their agreement, each beneficiary for its own share of the grant. */
export function completerScdlSubventions(ecrite: SourceEcrite): SourceEcrite {
  return completer(ecrite, {
    titres: SCDL_SUBVENTIONS.colonnes.map(({ titre }) => titre),
    colonnes: {
      organisme: 'nomAttribuant',
      beneficiaire: 'nomBeneficiaire',
      libelle: 'objet',
      reference: 'referenceDecision',
    },
    montants: { engagements: 'montant' },
    part: 'pourcentageSubvention',
    date: 'dateConvention',
    valeurs: {},
  });
}
