import { type Fraction, fraction, lireFraction } from '../domain/fraction.ts';
import { type Montant, montant } from '../domain/montant.ts';

const DECIMALE = /^(?:(?:0?[.,](\d{1,9}))|1(?:[.,]0{1,9})?)$/;

/**
 * Reads the share of an amount that is a line's: `0.45`, `1`, `45 %`, `1/3`. Above zero, at most the whole; `undefined` for
 * anything else, `45` included, which might be either.
 */
export function lirePartDuMontant(texte: string): Fraction | undefined {
  const net = texte.trim();
  const decimale = DECIMALE.exec(net);
  if (decimale === null) return lireFraction(net);
  const chiffres = decimale[1];
  if (chiffres === undefined) return fraction(1, 1);
  const lue = fraction(Number(chiffres), 10 ** chiffres.length);
  return lue.numerateur === 0n ? undefined : lue;
}

/** The share of an amount, exactly; `undefined` when it does not fall on a whole cent. */
export function prendrePart(tout: Montant, { numerateur, denominateur }: Fraction): Montant | undefined {
  const produit = BigInt(tout) * numerateur;
  return produit % denominateur === 0n ? montant(Number(produit / denominateur)) : undefined;
}
