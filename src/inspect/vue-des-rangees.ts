import { lireMontant } from '../domain/argent/montant.ts';
import type { NotationMontant } from '../domain/argent/notation-montant.ts';
import type { MontantsVus } from './deviner-les-montants.ts';
import type { RangeeVue } from './echantillon.ts';
import type { Profil } from './profil.ts';

/** Titles that no condition can name: they combine others. */
const MOTS_DES_CONDITIONS = new Set(['tous', 'un', 'aucun']);

export function estNommable(titre: string, titres: readonly string[]): boolean {
  return (
    titre !== '' &&
    titre !== '__proto__' &&
    !MOTS_DES_CONDITIONS.has(titre) &&
    titres.filter((autre) => autre === titre).length === 1
  );
}

export interface Vue {
  readonly lignes: readonly RangeeVue[];
  /** Whether these are all the rows of the file. */
  readonly entier: boolean;
  readonly titres: readonly string[];
  readonly exercice: { readonly profil: Profil; readonly choisi: string } | undefined;
  /** Columns of codes: empty in a total row. */
  readonly codes: readonly Profil[];
  /** The column of the base of the dossier. */
  readonly montant: Profil | undefined;
  /** The column by which rows are compared: that one or, where it is still to be told, the first of those that may be. */
  readonly mesure: Profil | undefined;
  /** All the columns of amounts, of that base or not: a row without any is no line. */
  readonly montants: readonly Profil[];
  /** The column of the sense, and what its words say: `R` is « recette ». */
  readonly sens: { readonly rang: number; readonly mots: ReadonlyMap<string, string> } | undefined;
  readonly notation: Pick<NotationMontant, 'unite' | 'milliers'>;
  readonly total: MontantsVus['total'];
  /** Columns that are left, though they hold euros of the exercice. */
  readonly aussiEnEuros: readonly Profil[];
  /** Ranks of the columns that are written once a group. */
  readonly groupes: readonly number[];
}

/** The same, with the rows that no reason before has left out. */
export interface VueRestante extends Vue {
  readonly restantes: readonly RangeeVue[];
  /** Rows that sum up others by their codes. */
  readonly sousTotaux: ReadonlySet<RangeeVue>;
}

/** The amount of a row by its measure, in centimes; nothing when there is none that can be read. */
export function montantLu({ champs }: RangeeVue, vue: Vue): bigint | undefined {
  const lu = lireMontant(champs[vue.mesure?.rang ?? -1] ?? '', vue.notation);
  return lu.etat === 'lu' ? BigInt(lu.montant) : undefined;
}

/** The amount of a row and its sense. */
export function luAvecSens(
  ligne: RangeeVue,
  vue: Vue,
): { readonly lu: bigint | undefined; readonly sens: string | undefined } {
  return { lu: montantLu(ligne, vue), sens: sensLu(ligne, vue) };
}

/** « depense » or « recette », where a column of the file says which. */
export function sensLu({ champs }: RangeeVue, { sens }: Vue): string | undefined {
  return sens?.mots.get(champs[sens.rang] ?? '');
}
