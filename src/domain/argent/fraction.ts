/**
 * An exact share: a non-negative irreducible fraction. `30 %` is 3/10, never 0.30000000000000004. Its terms are big
 * integers: crossing three breakdowns at `33,33 %` goes past what numbers count one by one.
 */
export interface Fraction {
  readonly numerateur: bigint;
  readonly denominateur: bigint;
}

export const UN: Fraction = { numerateur: 1n, denominateur: 1n };
export const ZERO: Fraction = { numerateur: 0n, denominateur: 1n };

/**
 * An irreducible fraction.
 * @throws RangeError when a term is not an integer or is negative, or when the denominator is zero
 */
export function fraction(numerateur: number | bigint, denominateur: number | bigint): Fraction {
  const haut = BigInt(numerateur);
  const bas = BigInt(denominateur);
  if (haut < 0n || bas <= 0n) throw new RangeError(`fraction hors limites : ${numerateur}/${denominateur}`);
  const diviseur = pgcd(haut, bas);
  return { numerateur: haut / diviseur, denominateur: bas / diviseur };
}

/** The product of two shares: 1/2 of 30 % is 3/20. */
export function multiplier(gauche: Fraction, droite: Fraction): Fraction {
  return fraction(gauche.numerateur * droite.numerateur, gauche.denominateur * droite.denominateur);
}

export function additionner(parts: readonly Fraction[]): Fraction {
  let { numerateur, denominateur } = ZERO;
  for (const part of parts) {
    if (part.denominateur === denominateur) {
      numerateur += part.numerateur;
    } else {
      numerateur = numerateur * part.denominateur + part.numerateur * denominateur;
      denominateur *= part.denominateur;
    }
  }
  return fraction(numerateur, denominateur);
}

/** What is left of the whole once a share is taken; `undefined` when the share exceeds the whole. */
export function complement(part: Fraction): Fraction | undefined {
  if (part.numerateur > part.denominateur) return undefined;
  return fraction(part.denominateur - part.numerateur, part.denominateur);
}

export function estEntiere(part: Fraction): boolean {
  return part.numerateur === part.denominateur;
}

const POURCENTAGE = /^(\d{1,3})(?:[.,](\d{1,6}))?\s*%$/;
const RAPPORT = /^(\d{1,9})\s*[/\u2044]\s*(\d{1,9})$/;
/** How a share may be written: a percentage or a fraction. */
export const FORMES_DE_FRACTION: readonly RegExp[] = [POURCENTAGE, RAPPORT];

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
  if (lue === undefined || lue.numerateur === 0n || lue.numerateur > lue.denominateur) return undefined;
  return lue;
}

/**
 * Writes a share in French: as a percentage when it falls on at most two decimals, else as a fraction, with a fraction
 * slash that no spreadsheet takes for a date.
 */
export function ecrireFraction(part: Fraction): string {
  const dixMilliemes = part.numerateur * 10_000n;
  if (dixMilliemes % part.denominateur !== 0n) return `${part.numerateur}\u2044${part.denominateur}`;
  const centiemes = dixMilliemes / part.denominateur;
  const entier = centiemes / 100n;
  const reste = centiemes % 100n;
  const decimales = reste === 0n ? '' : `,${String(reste).padStart(2, '0').replace(/0$/, '')}`;
  return `${entier}${decimales}\u202f%`;
}

function pgcd(gauche: bigint, droite: bigint): bigint {
  let [a, b] = [gauche, droite];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
