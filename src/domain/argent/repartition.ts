import { additionner, estEntiere, type Fraction } from './fraction.ts';
import { type Montant, montant } from './montant.ts';

/**
 * Splits an amount between shares whose sum is the whole, by largest remainder: each part gets the cents its share gives,
 * rounded down, and the cents left go one by one to the largest remainders, the first in order on a tie. The parts
 * always add up to the amount; a negative amount splits as its opposite does.
 * @throws RangeError when the shares do not add up to one
 */
export function repartir(total: Montant, parts: readonly Fraction[]): Montant[] {
  if (!estEntiere(additionner(parts))) throw new RangeError('les parts ne font pas un tout');
  if (parts.length === 1) return [total];
  const absolu = BigInt(Math.abs(total));
  const signe = total < 0 ? -1 : 1;
  const calculs = parts.map((part, rang) => {
    const produit = absolu * part.numerateur;
    const { denominateur } = part;
    return { rang, quotient: produit / denominateur, reste: produit % denominateur, denominateur };
  });
  let aDistribuer = Number(absolu - calculs.reduce((somme, calcul) => somme + calcul.quotient, 0n));
  const parReste = [...calculs].sort((gauche, droite) => {
    const ecart = droite.reste * gauche.denominateur - gauche.reste * droite.denominateur;
    return ecart === 0n ? gauche.rang - droite.rang : ecart > 0n ? 1 : -1;
  });
  for (const calcul of parReste) {
    if (aDistribuer === 0) break;
    calcul.quotient += 1n;
    aDistribuer -= 1;
  }
  return calculs.map((calcul) => montant(signe * Number(calcul.quotient)));
}
