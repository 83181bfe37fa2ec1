/** A source of chance that gives the same draws for the same seed, whatever the machine. */
export class Hasard {
  #etat: number;

  constructor(graine: number) {
    this.#etat = graine >>> 0;
    for (let tour = 0; tour < 3; tour++) this.#tirer();
  }

  /** A whole number from 0 up to `borne`, excluded. */
  nombre(borne: number): number {
    return Math.floor((this.#tirer() / 2 ** 32) * Math.max(borne, 1));
  }

  /** A whole number between both, included. */
  entre(min: number, max: number): number {
    return min + this.nombre(max - min + 1);
  }

  un<T>(choix: readonly T[]): T {
    const choisi = choix[this.nombre(choix.length)];
    if (choisi === undefined) throw new RangeError('rien à choisir');
    return choisi;
  }

  melange<T>(elements: readonly T[]): T[] {
    const melanges = [...elements];
    for (let rang = melanges.length - 1; rang > 0; rang--) {
      const autre = this.nombre(rang + 1);
      [melanges[rang], melanges[autre]] = [melanges[autre] as T, melanges[rang] as T];
    }
    return melanges;
  }

  /** Mulberry32. */
  #tirer(): number {
    this.#etat = (this.#etat + 0x6d2b79f5) >>> 0;
    let melange = this.#etat;
    melange = Math.imul(melange ^ (melange >>> 15), melange | 1);
    melange ^= melange + Math.imul(melange ^ (melange >>> 7), melange | 61);
    return (melange ^ (melange >>> 14)) >>> 0;
  }
}
