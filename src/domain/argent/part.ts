import { formaterEuros } from '../textes/format.ts';
import { additionner, ecrireFraction, type Fraction, fraction, lireFraction, UN } from './fraction.ts';
import { lireMontant, type Montant } from './montant.ts';

/** A share written as an exact amount, in centimes on the dossier's base: « 12 500,00 € », whatever the line's total. */
export interface MontantExact {
  readonly exact: Montant;
}

/** A share as officers write it: a fraction of the whole, or an exact amount out of it. */
export type Part = Fraction | MontantExact;

/** What to write where a share is expected, for the remedies of findings. */
export const REMEDE_PART =
  'Écrivez 30 %, 1/3 ou 12 500 € ; avec une virgule, entre guillemets : "12,5 %", "12 500,50 €".';

/** Whether a share is an exact amount, which means a fraction only once the line is known. */
export function estMontantExact(part: Part): part is MontantExact {
  return 'exact' in part;
}

/**
 * Reads a share: `30 %`, `1/3`, or, with the euro sign that makes it an amount, `12 500,00 €`. Above zero, and for a
 * fraction at most the whole; `undefined` for anything else.
 */
export function lirePart(texte: string): Part | undefined {
  if (!/€\s*$/.test(texte)) return lireFraction(texte);
  const lecture = lireMontant(texte);
  return lecture.etat === 'lu' && lecture.montant > 0 ? { exact: lecture.montant } : undefined;
}

/** Writes a share in French: `30 %`, `1⁄3`, `12 500,00 €`. */
export function ecrirePart(part: Part): string {
  return estMontantExact(part) ? formaterEuros(part.exact) : ecrireFraction(part);
}

/** Whether a share is the whole of any line: an amount never is, even if it is that of one line. */
export function estLeTout(part: Part): boolean {
  return !estMontantExact(part) && part.numerateur === part.denominateur;
}

/**
 * The fraction that a share is of an amount, in centimes; `undefined` when the amount cannot hold it: it is smaller, zero
 * or negative.
 */
export function fractionDe(part: Part, total: Montant): Fraction | undefined {
  if (!estMontantExact(part)) return part;
  return part.exact <= total ? fraction(part.exact, total) : undefined;
}

/**
 * What is wrong with shares that should hold together in one whole, whatever the whole: more than 100 %, or amounts beside
 * 100 %. What only the line can tell is checked on each line.
 */
export function fauteDesParts(parts: readonly Part[]): string | undefined {
  const fractions = additionner(parts.flatMap((part) => (estMontantExact(part) ? [] : [part])));
  if (fractions.numerateur > fractions.denominateur)
    return `les parts font ${ecrireFraction(fractions)}, plus que le tout`;
  if (
    fractions.numerateur === UN.numerateur &&
    fractions.denominateur === UN.denominateur &&
    parts.some(estMontantExact)
  )
    return 'les pourcentages font déjà le tout : il ne reste rien pour les montants';
  return undefined;
}
