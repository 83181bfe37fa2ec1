import type { Montant } from '../../domain/argent/montant.ts';
import type { Jaune } from '../jaune.ts';
import { LIBELLES_DE_SYNTHESE, type Synthese } from '../synthese.ts';
import { chiffreDeLAnnee } from './annee-passee.ts';
import { anneesMontrees } from './annees-passees.ts';

/** What one amount of now was, year after year: `undefined` where a year did not have it, which is not 0 €. */
export interface SuiteDAnnees {
  readonly libelle: string;
  /** One for each of the years, the oldest first, that of the edition last. */
  readonly montants: readonly (Montant | undefined)[];
}

/** One of the four figures, by its key. */
export interface SuiteDUnChiffre extends SuiteDAnnees {
  readonly cle: keyof Synthese;
}

/** An axis of now, by its key. */
export interface SuiteDUnAxe extends SuiteDAnnees {
  readonly cle: string;
  readonly nom: string;
}

/** The figures and the axes in all the years of which amounts are shown. */
export interface AnneeParAnnee {
  /** The oldest first, that of the edition last. */
  readonly annees: readonly string[];
  readonly chiffres: readonly SuiteDUnChiffre[];
  readonly axes: readonly SuiteDUnAxe[];
}

/** The four figures and the axes, year after year; without earlier years, the year of the edition alone. */
export function compilerAnneeParAnnee(jaune: Pick<Jaune, 'annees' | 'enTete' | 'synthese' | 'tables'>): AnneeParAnnee {
  const { enTete, synthese, tables } = jaune;
  const passees = anneesMontrees(jaune).toReversed();
  const chiffre = (cle: keyof Synthese, libelle: string): SuiteDUnChiffre => ({
    cle,
    libelle,
    montants: [...passees.map((annee) => chiffreDeLAnnee(annee, cle)), synthese[cle]],
  });
  return {
    annees: [...passees.map(({ exercice }) => exercice), enTete.exercice],
    chiffres: [
      chiffre('secteurPilote', enTete.libellePilote),
      chiffre('autresSecteurs', LIBELLES_DE_SYNTHESE.autresSecteurs),
      chiffre('totalHorsExceptionnelles', LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles),
      chiffre('exceptionnelles', LIBELLES_DE_SYNTHESE.exceptionnelles),
    ],
    axes: (tables.find(({ nom }) => nom === 'axe')?.rangees ?? []).map(({ cle, nom, libelle, montant }) => ({
      cle,
      nom,
      libelle,
      montants: [...passees.map((annee) => annee.tables.get('axe')?.montants.get(cle)), montant],
    })),
  };
}
