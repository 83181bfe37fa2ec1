import type { Base } from '../../domain/argent/base.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { Emetteur } from '../../domain/lignes/emetteurs.ts';
import type { NomTable } from '../tables-decrites.ts';
import type { AvantParFiche } from './avant-par-fiche.ts';
import type { Illustratif } from './illustratif.ts';

/** An amount last year and this year, in cents on the same base; `ecart` is `maintenant` less `avant`. */
export interface Variation {
  readonly avant: Montant;
  readonly maintenant: Montant;
  readonly ecart: Montant;
}

/**
 * A label of a table, last year and this year. Labels are matched regardless of case, accents and hyphens: one that was
 * reworded is told as ended under its old name and new under the other.
 */
export interface RangeeComparee extends Variation {
  /** This year's key and name in the table of the jaune; absent for a label that only last year has. */
  readonly cle?: string;
  readonly nom?: string;
  readonly libelle: string;
  /** Whether international lines bear the label in both years, or in one only. */
  readonly presence: 'nouvelle' | 'terminee' | 'continue';
  /** Of last year's amounts; this year's are marked line by line. */
  readonly illustratif: Illustratif;
  /** Indexes in `Jaune.lignes` of the lines behind this year's amount. */
  readonly lignes: readonly number[];
}

/** A one-way table of the international total over two years; its rows add up to it, each year. */
export interface TableComparee extends Variation {
  readonly nom: NomTable;
  readonly titre: string;
  readonly entete: string;
  /** In the order of this year's table; then what ended, largest first; what is not broken down comes last. */
  readonly rangees: readonly RangeeComparee[];
}

/** On what two lines of two years were thought to be one action, strongest first. */
export const INDICES_DE_RAPPROCHEMENT = [
  'identique',
  'beneficiaire_libelle',
  'imputation_beneficiaire_pays',
  'imputation_beneficiaire',
  'imputation_libelle',
] as const;
export type IndiceDeRapprochement = (typeof INDICES_DE_RAPPROCHEMENT)[number];

/** What readers see for each. Years written in a label do not count. */
export const LIBELLES_INDICES: Readonly<Record<IndiceDeRapprochement, string>> = {
  identique: 'même imputation, même bénéficiaire, même libellé',
  beneficiaire_libelle: 'même bénéficiaire, même libellé, autre imputation',
  imputation_beneficiaire_pays: 'même imputation, même bénéficiaire, même pays, autre libellé',
  imputation_beneficiaire: 'même imputation, même bénéficiaire, autre libellé',
  imputation_libelle: 'même imputation, même libellé, bénéficiaire absent d’un côté',
};

export interface LignePrecedente {
  readonly ref: string;
  readonly libelle: string;
  readonly illustratif: boolean;
}

/**
 * An action: a line kept in the headline one year, or both, with its cents in it each year (zero when it is not there). New or
 * ended is said of the jaune: what is new in it may have been there before and counted as something else.
 */
export interface ActionComparee extends Variation {
  readonly etat: 'nouvelle' | 'terminee' | 'poursuivie';
  /**
   * For an action pursued. Certain: the two lines say the same, in as many copies each year, and of no other country. Probable:
   * they only seem to be one action.
   */
  readonly rapprochement?: 'certain' | 'probable';
  readonly indice?: IndiceDeRapprochement;
  /** This year's words, or last year's for what ended. */
  readonly libelle: string;
  readonly beneficiaire: string;
  readonly organisme: string;
  /** The sectors to which it is counted; usually one. */
  readonly secteurs: readonly string[];
  /** Names of countries; none when it is not broken down. */
  readonly pays: readonly string[];
  /** Whether its sender sent lines in both years: otherwise it came, or left, with its sender. */
  readonly emetteurConstant: boolean;
  /** Index in `Jaune.lignes`; absent for what ended. */
  readonly ligne?: number;
  /** Whether this year's amount is marked illustrative. */
  readonly illustratif: boolean;
  /** Absent for what is new. */
  readonly precedente?: LignePrecedente;
}

/** How many actions are in one state, with their cents in both years. */
export interface CompteDActions extends Variation {
  readonly actions: number;
}

/** What one sender weighs in the headline of the one year in which it sent lines. */
export interface ApportDEmetteur extends Emetteur {
  readonly montant: Montant;
  readonly actions: number;
}

/**
 * What the change owes to who sends lines. Senders of both years: `constant`. The change of the headline is
 * `constant.ecart`, plus what those bring who sent nothing last year, less what those weighed who send nothing now.
 */
export interface PerimetreCompare {
  readonly constant: Variation;
  readonly arrives: readonly ApportDEmetteur[];
  readonly partis: readonly ApportDEmetteur[];
}

interface EditionCitee {
  readonly fichier: string;
  readonly sha256: string;
  readonly exercice: string;
  readonly base: Base;
}

/** An earlier edition that cannot be compared, and why, in French. */
export interface EvolutionImpossible extends EditionCitee {
  readonly comparable: false;
  readonly raison: string;
}

/** What changed since last year. International parts only, but for the fourth figure; each part adds up to the cent. */
export interface EvolutionComparee extends EditionCitee {
  readonly comparable: true;
  readonly illustratif: Illustratif;
  /**
   * The four figures. Last year's pilot sector is what that year counted to the sector which is this year's pilot; when no
   * international line was, `piloteConnu` is false, and the first two figures are not to be read one against the other.
   */
  readonly synthese: {
    readonly secteurPilote: Variation;
    readonly autresSecteurs: Variation;
    readonly totalHorsExceptionnelles: Variation;
    readonly exceptionnelles: Variation;
  };
  readonly piloteConnu: boolean;
  readonly perimetre: PerimetreCompare;
  readonly tables: readonly TableComparee[];
  readonly parFiche: AvantParFiche;
  /** Why goals are not compared, in French; absent where they are, or where neither year speaks of any. */
  readonly pasParObjectif?: string;
  /** Every action of either year, those that change most first; those that stay the same come last. */
  readonly actions: readonly ActionComparee[];
  /** By state, pursued actions split by whether their amount changed. They add up to the headline, each year. */
  readonly comptes: Readonly<Record<'nouvelles' | 'terminees' | 'modifiees' | 'inchangees', CompteDActions>>;
  /** Pursued actions that are matched on weaker evidence. */
  readonly probables: number;
}

export type Evolution = EvolutionComparee | EvolutionImpossible;

/**
 * Two amounts and what separates them.
 * @throws RangeError beyond what numbers count one by one
 */
export function variation(avant: Montant, maintenant: Montant): Variation {
  return { avant, maintenant, ecart: montant(maintenant - avant) };
}
