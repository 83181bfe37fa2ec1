import type { Montant } from '../../domain/argent/montant.ts';
import type { PartDuTotal } from '../pont.ts';

/** The titles of « Subventions » 2.1.1 of the common set of local data, in its order (schema.data.gouv.fr/scdl/subventions). */
export const TITRES_SCDL = [
  'nomAttribuant',
  'idAttribuant',
  'dateConvention',
  'referenceDecision',
  'nomBeneficiaire',
  'idBeneficiaire',
  'rnaBeneficiaire',
  'objet',
  'montant',
  'nature',
  'conditionsVersement',
  'datesPeriodeVersement',
  'idRAE',
  'notificationUE',
  'pourcentageSubvention',
  'dispositifAide',
] as const;
export type TitreScdl = (typeof TITRES_SCDL)[number];

/** A grant as it is published: a row of the standard, and what the jaune counts of it. */
export interface Subvention {
  readonly textes: Readonly<Record<Exclude<TitreScdl, 'montant'>, string>>;
  /** The whole grant, before it is shared between beneficiaries. */
  readonly montant: Montant;
  /** What this beneficiary has of it. */
  readonly attribue: Montant;
  /** Those of its line that are in the headline. */
  readonly parts: readonly PartDuTotal[];
}

const CHIFFRES_MAX = 9;
const CENTIEME = 0.01;

/**
 * The share that an amount is of the whole, in digits that give it back to the cent: `0.45`; `undefined` when none does, or when the
 * standard does not take it (less than 0.01).
 */
export function partEnDecimales(attribue: number, montant: number): string | undefined {
  if (attribue === montant) return '1.00';
  if (attribue <= 0 || attribue > montant || attribue < montant * CENTIEME) return undefined;
  for (let chiffres = 2; chiffres <= CHIFFRES_MAX; chiffres++) {
    const pas = 10n ** BigInt(chiffres);
    const produit = BigInt(attribue) * pas;
    if (produit % BigInt(montant) === 0n) return `0.${String(produit / BigInt(montant)).padStart(chiffres, '0')}`;
  }
  return undefined;
}
