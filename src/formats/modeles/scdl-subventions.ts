import type { Disposition } from '../format.ts';
import { CSV_SCDL, facultative, type Modele, obligatoire, unDe } from './modele.ts';

const siret = { motif: /^\d{14}$/, attendu: 'quatorze chiffres' };
const JOUR = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const pasTropLong = { motif: /^.{1,256}$/s, attendu: '256 signes au plus' };

/** « Subventions » 2.1.1 of the common set of local data (SCDL): the grants that a body awarded. */
export const SCDL_SUBVENTIONS: Modele = {
  nom: 'scdl-subventions-2.1.1',
  nomUsuel: 'SCDL subventions',
  signes: ['nomAttribuant', 'idAttribuant', 'dateConvention', 'nomBeneficiaire', 'objet', 'montant'],
  bases: ['engagements'],
  csv: CSV_SCDL,
  disposition,
  colonnes: [
    obligatoire('nomAttribuant'),
    obligatoire('idAttribuant', siret),
    obligatoire('dateConvention', { motif: new RegExp(`^${JOUR}$`), attendu: 'une date AAAA-MM-JJ' }),
    facultative('referenceDecision'),
    obligatoire('nomBeneficiaire'),
    facultative('idBeneficiaire', siret),
    facultative('rnaBeneficiaire', { motif: /^W\d{9}$/, attendu: 'W et neuf chiffres' }),
    obligatoire('objet', pasTropLong),
    obligatoire('montant'),
    obligatoire(
      'nature',
      unDe(
        'aide en numéraire',
        'aide en nature',
        'aide en numéraire;aide en nature',
        'aide en nature;aide en numéraire',
      ),
    ),
    obligatoire('conditionsVersement', pasTropLong),
    obligatoire('datesPeriodeVersement', {
      motif: new RegExp(`^${JOUR}(?:/${JOUR})?$`),
      attendu: 'une date AAAA-MM-JJ, ou deux séparées par « / »',
    }),
    facultative('idRAE', { motif: /^.{1,5}$/, attendu: 'cinq signes au plus' }),
    obligatoire('notificationUE', unDe('oui', 'non')),
    obligatoire('pourcentageSubvention', { motif: /^(?:0\.\d+|1(?:\.0+)?)$/, attendu: 'une part, de 0.01 à 1' }),
    facultative('dispositifAide'),
  ],
};

/** The grants of the year of their agreement, each beneficiary for its own share of the grant. */
function disposition(): Disposition {
  return {
    titres: SCDL_SUBVENTIONS.colonnes.map(({ titre }) => titre),
    colonnes: {
      organisme: 'nomAttribuant',
      beneficiaire: 'nomBeneficiaire',
      siret: 'idBeneficiaire',
      libelle: 'objet',
      reference: 'referenceDecision',
    },
    montants: { engagements: 'montant' },
    part: 'pourcentageSubvention',
    date: 'dateConvention',
    valeurs: {},
  };
}
