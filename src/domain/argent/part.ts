import { formaterEuros } from '../textes/format.ts';
import { additionner, ecrireFraction, estEntiere, type Fraction, fraction, lireFraction, UN } from './fraction.ts';
import { lireMontant, type Montant, montant } from './montant.ts';

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

/** A cell of a crossing: for each way of splitting, the rank of its part, and the centimes that meet there. */
export interface CelluleCroisee {
  readonly rangs: readonly number[];
  readonly centimes: Montant;
}

/**
 * Crosses several ways of splitting one amount (by axis, by country…), each given as shares whose sum is the whole. Each
 * way of splitting adds up by itself to what {@link repartir} gives for it alone, to the centime, and cells are as near to
 * the product of the shares as whole centimes allow: they get its centimes rounded down, and what is left goes, in order,
 * where both the row and the column still lack some. Cells of no centime are left out.
 * @throws RangeError when the amount is negative, or shares do not add up to one
 */
export function croiserLesCentimes(total: Montant, partages: readonly (readonly Fraction[])[]): CelluleCroisee[] {
  if (total < 0) throw new RangeError('un montant négatif ne se croise pas');
  const marges = partages.map((parts) => repartir(total, parts));
  const cellules = new Map<string, { rangs: readonly number[]; centimes: number }>();
  const manques = marges.map((marge) => [...marge]) as number[][];
  for (const rangs of combinaisons(marges.map((marge) => marge.length))) {
    const centimes = produit(total, marges, rangs);
    cellules.set(rangs.join(), { rangs, centimes });
    retirer(manques, rangs, centimes);
  }
  for (let rangs = premiersManques(manques); rangs; rangs = premiersManques(manques)) {
    const centimes = Math.min(...rangs.map((rang, dimension) => manques[dimension]?.[rang] ?? 0));
    const cellule = cellules.get(rangs.join());
    if (cellule) cellule.centimes += centimes;
    retirer(manques, rangs, centimes);
  }
  return [...cellules.values()].flatMap(({ rangs, centimes }) =>
    centimes > 0 ? [{ rangs, centimes: montant(centimes) }] : [],
  );
}

/** All the ways to take one rank in each dimension, the last one turning fastest. */
function combinaisons(tailles: readonly number[]): number[][] {
  return tailles.reduce<number[][]>(
    (debuts, taille) => debuts.flatMap((debut) => Array.from({ length: taille }, (_, rang) => [...debut, rang])),
    [[]],
  );
}

/** total × Π (margin ⁄ total), rounded down. */
function produit(total: number, marges: readonly (readonly Montant[])[], rangs: readonly number[]): number {
  if (total === 0) return 0;
  let haut = BigInt(total);
  let bas = 1n;
  for (const [dimension, rang] of rangs.entries()) {
    haut *= BigInt(marges[dimension]?.[rang] ?? 0);
    bas *= BigInt(total);
  }
  return Number(haut / bas);
}

function retirer(manques: number[][], rangs: readonly number[], centimes: number): void {
  for (const [dimension, rang] of rangs.entries()) {
    const manque = manques[dimension];
    if (manque) manque[rang] = (manque[rang] ?? 0) - centimes;
  }
}

/** In each dimension, the first rank that still lacks centimes; nothing once all have theirs. */
function premiersManques(manques: readonly (readonly number[])[]): number[] | undefined {
  const rangs = manques.map((manque) => manque.findIndex((centimes) => centimes > 0));
  return rangs.length === 0 || rangs.includes(-1) ? undefined : rangs;
}
