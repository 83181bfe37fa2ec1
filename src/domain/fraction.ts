/** An exact share: a non-negative irreducible fraction. `30 %` is 3/10, never 0.30000000000000004. */
export interface Fraction {
  readonly numerateur: number;
  readonly denominateur: number;
}

export const UN: Fraction = { numerateur: 1, denominateur: 1 };
export const ZERO: Fraction = { numerateur: 0, denominateur: 1 };

/**
 * An irreducible fraction.
 * @throws RangeError when a term is not a safe non-negative integer or the denominator is zero
 */
export function fraction(numerateur: number, denominateur: number): Fraction {
  if (!Number.isSafeInteger(numerateur) || !Number.isSafeInteger(denominateur) || numerateur < 0 || denominateur <= 0)
    throw new RangeError(`fraction hors limites : ${numerateur}/${denominateur}`);
  const diviseur = pgcd(numerateur, denominateur);
  return { numerateur: numerateur / diviseur, denominateur: denominateur / diviseur };
}

/** The product of two shares: 1/2 of 30 % is 3/20. */
export function multiplier(gauche: Fraction, droite: Fraction): Fraction {
  return fraction(gauche.numerateur * droite.numerateur, gauche.denominateur * droite.denominateur);
}

/** The sum of shares. */
export function additionner(parts: readonly Fraction[]): Fraction {
  return parts.reduce(
    (somme, part) =>
      fraction(
        somme.numerateur * part.denominateur + part.numerateur * somme.denominateur,
        somme.denominateur * part.denominateur,
      ),
    ZERO,
  );
}

/** What is left of the whole once a share is taken; `undefined` when the share exceeds the whole. */
export function complement(part: Fraction): Fraction | undefined {
  if (part.numerateur > part.denominateur) return undefined;
  return fraction(part.denominateur - part.numerateur, part.denominateur);
}

/** Whether a share is the whole. */
export function estEntiere(part: Fraction): boolean {
  return part.numerateur === part.denominateur;
}

const POURCENTAGE = /^(\d{1,3})(?:[.,](\d{1,6}))?\s*%$/;
const RAPPORT = /^(\d{1,9})\s*[/\u2044]\s*(\d{1,9})$/;

/**
 * Reads a share as officers write it: `30 %`, `12,5 %` or `1/3`. Between 0 (excluded) and 1 (included); `undefined` for
 * anything else.
 */
export function lireFraction(texte: string): Fraction | undefined {
  const net = texte.replace(/[\u00a0\u202f]/g, ' ').trim();
  const pourcentage = POURCENTAGE.exec(net);
  const rapport = RAPPORT.exec(net);
  let lue: Fraction | undefined;
  if (pourcentage) {
    const decimales = pourcentage[2] ?? '';
    lue = fraction(Number(`${pourcentage[1]}${decimales}`), 100 * 10 ** decimales.length);
  } else if (rapport && Number(rapport[2]) > 0) {
    lue = fraction(Number(rapport[1]), Number(rapport[2]));
  }
  if (lue === undefined || lue.numerateur === 0 || lue.numerateur > lue.denominateur) return undefined;
  return lue;
}

/**
 * Writes a share in French: as a percentage when it falls on at most two decimals, else as a fraction, with a fraction
 * slash that no spreadsheet takes for a date.
 */
export function ecrireFraction(part: Fraction): string {
  const dixMilliemes = (part.numerateur * 10_000) / part.denominateur;
  if (!Number.isInteger(dixMilliemes)) return `${part.numerateur}\u2044${part.denominateur}`;
  const entier = Math.floor(dixMilliemes / 100);
  const reste = dixMilliemes % 100;
  const decimales = reste === 0 ? '' : `,${String(reste).padStart(2, '0').replace(/0$/, '')}`;
  return `${entier}${decimales}\u202f%`;
}

function pgcd(gauche: number, droite: number): number {
  let [a, b] = [gauche, droite];
  while (b !== 0) [a, b] = [b, a % b];
  return a === 0 ? 1 : a;
}
