import type { Sens } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Elements } from './recoupement.ts';

/** Distinct amounts kept of a source. */
const GARDES = 1_000;
/** Amounts in whole hundreds of euros are found anywhere: they tell no account from another. */
const ROND = 10_000;
/** Above all hashes. */
const BORNE = 2 ** 32;

/**
 * The amounts of a source that are not round, sampled by the smallest hashes: of two sources the same ones are kept, whatever
 * else their lines say but their sense: what one pays and another receives is no account that came twice. One account laid out
 * in two ways is found by them.
 */
export class MontantsVus {
  /** By amount without its sign; those of receipts are below zero. */
  readonly #nombres = new Map<number, number>();
  /** Amounts with a hash from this one on are not kept. */
  #borne = BORNE;

  ajouter(centimes: number, sens: Sens): void {
    if (centimes % ROND === 0) return;
    const positif = centimes < 0 ? -centimes : centimes;
    const net = sens === 'recette' ? -positif : positif;
    if (hacher(net) >= this.#borne) return;
    this.#nombres.set(net, (this.#nombres.get(net) ?? 0) + 1);
    if (this.#nombres.size >= 2 * GARDES) this.#reduire();
  }

  get taille(): number {
    this.#reduire();
    return this.#nombres.size;
  }

  /** The amounts kept, and how often each came. */
  readonly elements: Elements = (voir) => {
    this.#reduire();
    for (const [net, nombre] of this.#nombres) voir(net, nombre);
  };

  /** Whether all amounts are kept: otherwise they are a sample. */
  get entier(): boolean {
    this.#reduire();
    return this.#borne === BORNE;
  }

  /** Of the amounts of the smaller sample, how many the other holds too, each as often as the one that has it least. */
  comparer(autre: MontantsVus): { readonly regardes: number; readonly communs: number } {
    this.#reduire();
    autre.#reduire();
    const borne = Math.min(this.#borne, autre.#borne);
    const [petits, grands] = [this.#nombres, autre.#nombres].sort((un, deux) => un.size - deux.size);
    let regardes = 0;
    let communs = 0;
    for (const [net, nombre] of petits ?? []) {
      if (hacher(net) >= borne) continue;
      regardes += nombre;
      communs += Math.min(nombre, grands?.get(net) ?? 0);
    }
    return { regardes, communs };
  }

  #reduire(): void {
    if (this.#nombres.size <= GARDES) return;
    const haches = [...this.#nombres.keys()].map(hacher).sort((un, deux) => un - deux);
    this.#borne = haches[GARDES] ?? this.#borne;
    for (const net of [...this.#nombres.keys()]) if (hacher(net) >= this.#borne) this.#nombres.delete(net);
  }
}

/** Spreads whole numbers, by their low bits, over 32 bits. */
function hacher(net: number): number {
  let mele = Math.imul(net | 0, 0x9e3779b1);
  mele = Math.imul(mele ^ (mele >>> 15), 0x85ebca6b);
  return (mele ^ (mele >>> 13)) >>> 0;
}
