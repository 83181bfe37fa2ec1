import type { Unite } from '../domain/montant.ts';
import type { Profil } from './column-profile.ts';
import type { MontantsVus } from './guess-amounts.ts';
import type { RangeeVue } from './sample.ts';

/** Titles that no condition can name: they combine others. */
const MOTS_DES_CONDITIONS = new Set(['tous', 'un', 'aucun']);

/** Whether a condition can be written on a column. */
export function estNommable(titre: string, titres: readonly string[]): boolean {
  return (
    titre !== '' &&
    titre !== '__proto__' &&
    !MOTS_DES_CONDITIONS.has(titre) &&
    titres.filter((autre) => autre === titre).length === 1
  );
}

/** What rows that are no lines are looked for in. */
export interface Vue {
  readonly lignes: readonly RangeeVue[];
  readonly titres: readonly string[];
  readonly exercice: { readonly profil: Profil; readonly choisi: string } | undefined;
  /** Columns of codes: empty in a total row. */
  readonly codes: readonly Profil[];
  readonly montant: Profil | undefined;
  readonly unite: Unite;
  readonly total: MontantsVus['total'];
}

/** The same, with the rows that no reason before has left out. */
export interface VueRestante extends Vue {
  readonly restantes: readonly RangeeVue[];
}
