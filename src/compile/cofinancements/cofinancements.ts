import type { FinanceurEcrit } from '../../domain/argent/financeurs-ecrits.ts';
import type { Fraction } from '../../domain/argent/fraction.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import type { GenreDeFinanceur, OperationDeclaree } from '../../domain/dossier/operations.ts';
import type { Compte } from '../compte.ts';

/** What one funder announced of an operation, and what came in. */
export interface FinanceurCompile {
  readonly nom: string;
  readonly genre: GenreDeFinanceur;
  /** Absent when it announced no amount. */
  readonly annonce?: Montant;
  readonly recu: Montant;
  /** Indexes in {@link Jaune.recettes} of the receipts that are from it. */
  readonly recettes: readonly number[];
  /** What of its receipts is exceptional: in no total, and not in {@link recu}. */
  readonly exceptionnel: { readonly recu: Montant; readonly recettes: readonly number[] };
}

/** Expenses and the receipts that stand in face of them, both of one place: international, or exceptional. */
export interface CompteDUnePlace {
  /** Indexes in {@link Jaune.lignes} of the expenses, and in {@link Jaune.recettes} of the receipts. */
  readonly lignes: readonly number[];
  readonly recettes: readonly number[];
  /** What the lines say they pay; lines that say nothing are taken as they are. */
  readonly brut: Montant;
  /** What the lines say is already net. */
  readonly net: Montant;
  readonly recu: Montant;
  /** Gross and net, less the receipts. */
  readonly resteACharge: Montant;
}

/**
 * An operation: gross, less the receipts, is what the region bears. Amounts are international parts, in the dossier's base.
 */
export interface OperationCompilee extends CompteDUnePlace {
  readonly declaree: OperationDeclaree;
  /** What of it is exceptional: for information, in no total. */
  readonly exceptionnel: CompteDUnePlace;
  /** As declared, or as its lines say where they say one cost. */
  readonly coutTotal?: Montant;
  /** What the region bears of the cost; absent where the cost is of more: of lines international for a part, of other exercices. */
  readonly part?: Fraction;
  /**
   * How it all makes the cost; absent where that is not known, and where lines of one exercice do not say what an operation over
   * several costs.
   */
  readonly plan?: PlanDeFinancement;
  /** What is tied to it, wherever it ended. */
  readonly liees: LignesLiees;
  /** Those declared, or else those that the words of its lines name; then those that only its receipts name. */
  readonly financeurs: readonly FinanceurCompile[];
}

/** How what the region bears and what funders bring make the cost of an operation, once all that is announced has come. */
export interface PlanDeFinancement {
  readonly cout: Montant;
  /** What the region bears in the end, and what funders bring. */
  readonly region: Montant;
  readonly autres: Montant;
  /** What of the cost nobody pays; negative for what is paid beyond it. */
  readonly ecart: Montant;
  /** What funders announced, that the region bears until it comes. */
  readonly enAttente: Montant;
}

/** What of one sense is tied to an operation, but what is left out of the perimeter: whole amounts, in the dossier's base. */
export interface LieesDUnSens {
  readonly lignes: number;
  readonly entier: Montant;
  /** Of expenses, what their lines say is already net. */
  readonly net: Montant;
  readonly exceptionnelles: Compte;
  /** Those that nothing says are international, with the references of the first. */
  readonly nonDites: Compte & { readonly exemples: readonly string[] };
  /** The shares for which the others are, as readers see them. */
  readonly quoteParts: ReadonlySet<string>;
  /** Whether all are international as a whole. */
  readonly entieres: boolean;
  /** Of receipts, what each payer paid, by the key of its name. */
  readonly parPayeur: ReadonlyMap<string, Montant>;
  /** Of what is left out of the perimeter, the receipts said a flow, by payer: no funder still owes them, and none counts them. */
  readonly enFlux: ReadonlyMap<string, Montant>;
}

export interface LignesLiees {
  readonly depenses: LieesDUnSens;
  readonly recettes: LieesDUnSens;
}

/** What funders of one kind announced and paid, all operations together. */
export interface FinanceursDUnGenre {
  readonly genre: GenreDeFinanceur;
  readonly annonce: Montant;
  readonly recu: Montant;
  readonly recettes: readonly number[];
  /** What of what they paid is exceptional: in no total. */
  readonly exceptionnel: Montant;
  /** One by one, in the order in which operations name them; those of one name are one. */
  readonly financeurs: readonly FinanceurCompile[];
}

/** What no operation ties: its international expenses and receipts. */
export interface SansOperation extends CompteDUnePlace {
  readonly exceptionnel: CompteDUnePlace;
  readonly financeurs: readonly FinanceurCompile[];
}

/** An international line that says what the whole costs, or who else pays: amounts where it gives them, words otherwise. */
export interface LigneCofinancee {
  /** Index in {@link Jaune.lignes}. */
  readonly ligne: number;
  readonly coutTotal?: Montant;
  readonly financeurs: readonly FinanceurEcrit[];
}

/** What of each expense and of each receipt is of one place. */
export interface CentimesDesLignes {
  readonly depenses: readonly Montant[];
  readonly recettes: readonly Montant[];
}

/** In face of the international expenses, what others pay of them. In no total. */
export interface Cofinancements {
  readonly operations: readonly OperationCompilee[];
  readonly sansOperation: SansOperation;
  readonly parGenre: readonly FinanceursDUnGenre[];
  /** The international cents of each of {@link Jaune.lignes}, and of each of {@link Jaune.recettes}. */
  readonly centimes: CentimesDesLignes;
  /** Their exceptional cents likewise. */
  readonly centimesExceptionnels: CentimesDesLignes;
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

/** Whether an operation is of no total: all its expenses are exceptional. What is announced of it is told with it alone. */
export function estExceptionnelle({ lignes, liees }: Pick<OperationCompilee, 'lignes' | 'liees'>): boolean {
  return lignes.length === 0 && liees.depenses.exceptionnelles.lignes > 0;
}

/** Whether receipts that no operation has stand beside operations: what these announce is not to be compared with them. */
export function detacheesDites({ operations, sansOperation }: Cofinancements): boolean {
  return operations.length > 0 && sansOperation.recettes.length > 0;
}
