import type { Sens } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Elements } from './recoupement.ts';

/** Distinct amounts kept of a source. */
const GARDES = 1_000;
/** Amounts taken before they are put in order. */
const RECENTS_MAX = 1_000;
const RECENTS_MIN = 128;
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
  /** Amounts without their sign, those of receipts below zero, ascending, and how often each came. */
  #nets = new Float64Array(0);
  #nombres = new Uint32Array(0);
  /** Those that came since. */
  #recents = new Float64Array(0);
  #nombreDeRecents = 0;
  /** Amounts with a hash from this one on are not kept. */
  #borne = BORNE;

  ajouter(centimes: number, sens: Sens): void {
    if (centimes % ROND === 0) return;
    const positif = centimes < 0 ? -centimes : centimes;
    const net = sens === 'recette' ? -positif : positif;
    if (this.#borne !== BORNE && hacher(net) >= this.#borne) return;
    if (this.#nombreDeRecents === this.#recents.length) {
      const avant = this.#recents;
      this.#recents = new Float64Array(Math.min(RECENTS_MAX, Math.max(RECENTS_MIN, 2 * avant.length)));
      this.#recents.set(avant);
    }
    this.#recents[this.#nombreDeRecents++] = net;
    if (this.#nombreDeRecents === RECENTS_MAX) this.ranger();
  }

  get taille(): number {
    this.ranger();
    return this.#nets.length;
  }

  /** The amounts kept, and how often each came. */
  readonly elements: Elements = (voir) => {
    this.ranger();
    for (let rang = 0; rang < this.#nets.length; rang++)
      voir(this.#nets[rang] as number, this.#nombres[rang] as number);
  };

  /** Whether all amounts are kept: otherwise they are a sample. */
  get entier(): boolean {
    this.ranger();
    return this.#borne === BORNE;
  }

  /** Of the amounts of the smaller sample, how many the other holds too, each as often as the one that has it least. */
  comparer(autre: MontantsVus): { readonly regardes: number; readonly communs: number } {
    this.ranger();
    autre.ranger();
    const borne = Math.min(this.#borne, autre.#borne);
    const [petits, grands] = autre.#nets.length < this.#nets.length ? [autre, this] : [this, autre];
    let regardes = 0;
    let communs = 0;
    let place = 0;
    for (let rang = 0; rang < petits.#nets.length; rang++) {
      const net = petits.#nets[rang] as number;
      if (hacher(net) >= borne) continue;
      const nombre = petits.#nombres[rang] as number;
      regardes += nombre;
      while (place < grands.#nets.length && (grands.#nets[place] as number) < net) place += 1;
      if (grands.#nets[place] === net) communs += Math.min(nombre, grands.#nombres[place] as number);
    }
    return { regardes, communs };
  }

  /** Puts in order the amounts that came since it last was, and forgets those beyond the bound. */
  ranger(): void {
    if (this.#nombreDeRecents === 0) return;
    this.#ajouterLesRecents(this.#recents.subarray(0, this.#nombreDeRecents).sort());
    this.#recents = new Float64Array(0);
    this.#nombreDeRecents = 0;
    if (this.#nets.length <= GARDES) return;
    this.#borne = Uint32Array.from(this.#nets, hacher).sort()[GARDES] ?? this.#borne;
    let gardes = 0;
    for (let rang = 0; rang < this.#nets.length; rang++) {
      const net = this.#nets[rang] as number;
      if (hacher(net) >= this.#borne) continue;
      this.#nets[gardes] = net;
      this.#nombres[gardes++] = this.#nombres[rang] as number;
    }
    this.#nets = this.#nets.slice(0, gardes);
    this.#nombres = this.#nombres.slice(0, gardes);
  }

  /** @param recents ascending */
  #ajouterLesRecents(recents: Float64Array): void {
    const nets = new Float64Array(this.#nets.length + recents.length);
    const nombres = new Uint32Array(nets.length);
    let place = -1;
    const ajouter = (net: number, nombre: number) => {
      if (place < 0 || nets[place] !== net) nets[++place] = net;
      nombres[place] = (nombres[place] as number) + nombre;
    };
    let connu = 0;
    for (const recent of recents) {
      for (; connu < this.#nets.length && (this.#nets[connu] as number) <= recent; connu++)
        ajouter(this.#nets[connu] as number, this.#nombres[connu] as number);
      ajouter(recent, 1);
    }
    for (; connu < this.#nets.length; connu++) ajouter(this.#nets[connu] as number, this.#nombres[connu] as number);
    this.#nets = nets.slice(0, place + 1);
    this.#nombres = nombres.slice(0, place + 1);
  }
}

/** Spreads whole numbers, by their low bits, over 32 bits. */
function hacher(net: number): number {
  let mele = Math.imul(net | 0, 0x9e3779b1);
  mele = Math.imul(mele ^ (mele >>> 15), 0x85ebca6b);
  return (mele ^ (mele >>> 13)) >>> 0;
}
