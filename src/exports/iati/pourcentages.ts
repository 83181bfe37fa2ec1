import { fraction } from '../../domain/argent/fraction.ts';
import { montant } from '../../domain/argent/montant.ts';
import { repartir } from '../../domain/argent/part.ts';

const DECIMALES_MIN = 2;
/** Beyond, what is less than a cent of a thousand million euros would be written 0. */
const DECIMALES_MAX = 11;

/**
 * Percentages that add up to 100 exactly, by largest remainder: two decimals, or as many more as it takes for none to be zero.
 * What has no weight, or less than none, is left out; where nothing has any, all weigh the same.
 * @param poids in cents, by key
 * @returns in the order of the keys; `undefined` for the whole, which needs no percentage
 */
export function enPourcentages<C>(poids: ReadonlyMap<C, number>): ReadonlyMap<C, string | undefined> {
  const positifs = [...poids].filter(([, centimes]) => centimes > 0);
  const retenus = positifs.length > 0 ? positifs : [...poids].map(([cle]) => [cle, 1] as const);
  if (retenus.length <= 1) return new Map(retenus.map(([cle]) => [cle, undefined]));
  const tout = retenus.reduce((somme, [, centimes]) => somme + BigInt(centimes), 0n);
  const parts = retenus.map(([, centimes]) => fraction(BigInt(centimes), tout));
  for (let decimales = DECIMALES_MIN; ; decimales++) {
    const rangs = repartir(montant(100 * 10 ** decimales), parts);
    if (decimales < DECIMALES_MAX && rangs.includes(montant(0))) continue;
    return new Map(retenus.map(([cle], rang) => [cle, ecrire(rangs[rang] ?? 0, decimales)]));
  }
}

function ecrire(rangs: number, decimales: number): string {
  const chiffres = String(rangs).padStart(decimales + 1, '0');
  return `${chiffres.slice(0, -decimales)}.${chiffres.slice(-decimales)}`.replace(/\.?0+$/, '');
}
