import type { FinanceurEcrit } from '../../domain/argent/financeurs-ecrits.ts';
import type { Fraction } from '../../domain/argent/fraction.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import type { GenreDeFinanceur, OperationDeclaree } from '../../domain/dossier/operations.ts';

/** What one funder announced of an operation, and what came in. */
export interface FinanceurCompile {
  readonly nom: string;
  readonly genre: GenreDeFinanceur;
  /** Absent when it announced no amount. */
  readonly annonce?: Montant;
  readonly recu: Montant;
  /** Indexes in {@link Jaune.recettes} of the receipts that are from it. */
  readonly recettes: readonly number[];
}

/**
 * An operation: gross, less the receipts, is what the region bears. Amounts are international parts, in the dossier's base.
 */
export interface OperationCompilee {
  readonly declaree: OperationDeclaree;
  /** Indexes in {@link Jaune.lignes} of its international expenses, and in {@link Jaune.recettes} of its receipts. */
  readonly lignes: readonly number[];
  readonly recettes: readonly number[];
  /** What its lines say they pay; lines that say nothing are taken as they are. */
  readonly brut: Montant;
  /** What its lines say is already net. */
  readonly net: Montant;
  readonly recu: Montant;
  /** Gross and net, less the receipts. */
  readonly resteACharge: Montant;
  /** As declared, or as its lines say where they say one cost. */
  readonly coutTotal?: Montant;
  /** What the region bears of the cost. */
  readonly part?: Fraction;
  /**
   * What of the cost neither the region nor the funders pay, or negative for what they pay beyond; absent where it is not known, and
   * where lines of one exercice do not say what an operation over several costs.
   */
  readonly ecartDuPlan?: Montant;
  /** Those declared, or else those that the words of its lines name; then those that only its receipts name. */
  readonly financeurs: readonly FinanceurCompile[];
}

/** What funders announced and have not paid yet. */
export function attenduDe(financeurs: readonly FinanceurCompile[]): Montant {
  return somme(financeurs.map(({ annonce = montant(0), recu }) => montant(Math.max(annonce - recu, 0))));
}

/** What funders of one kind announced and paid, all operations together. */
export interface FinanceursDUnGenre {
  readonly genre: GenreDeFinanceur;
  readonly annonce: Montant;
  readonly recu: Montant;
  readonly recettes: readonly number[];
  /** One by one, in the order in which operations name them; those of one name are one. */
  readonly financeurs: readonly FinanceurCompile[];
}

/** What no operation ties: its international expenses and receipts. */
export interface SansOperation {
  readonly lignes: readonly number[];
  readonly brut: Montant;
  readonly net: Montant;
  readonly recettes: readonly number[];
  readonly recu: Montant;
  readonly resteACharge: Montant;
  readonly financeurs: readonly FinanceurCompile[];
}

/** An international line that says what the whole costs, or who else pays: amounts where it gives them, words otherwise. */
export interface LigneCofinancee {
  /** Index in {@link Jaune.lignes}. */
  readonly ligne: number;
  readonly coutTotal?: Montant;
  readonly financeurs: readonly FinanceurEcrit[];
}

/** In face of the international expenses, what others pay of them. In no total. */
export interface Cofinancements {
  readonly operations: readonly OperationCompilee[];
  readonly sansOperation: SansOperation;
  readonly parGenre: readonly FinanceursDUnGenre[];
  /** What lines say of others by themselves. */
  readonly dites: readonly LigneCofinancee[];
  /** What lines say they pay, and what they say is already net: both make the headline. */
  readonly brut: Montant;
  readonly net: Montant;
  readonly recettes: Montant;
  /** The headline less the receipts. */
  readonly resteACharge: Montant;
}

/** Whether gross, received and borne are to be told: there are operations, or international receipts. */
export function aDesMesures({ operations, sansOperation }: Cofinancements): boolean {
  return operations.length > 0 || sansOperation.recettes.length > 0;
}
