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
  readonly montant: Profil | undefined;
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
}

/** The amount of a row in the base of the dossier, in centimes; nothing when there is none that can be read. */
export function montantLu({ champs }: RangeeVue, { montant, notation }: Vue): bigint | undefined {
  const lu = lireMontant(champs[montant?.rang ?? -1] ?? '', notation);
  return lu.etat === 'lu' ? BigInt(lu.montant) : undefined;
}
