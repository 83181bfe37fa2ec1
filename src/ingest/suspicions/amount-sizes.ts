/** The sign, the exponent and four bits more of a positive number. */
const CLASSES = 1 << 15;
const TAMPON = new DataView(new ArrayBuffer(8));

/** Counts amounts by size, in steps of a sixteenth of a doubling: the median of any number of them, in little memory. */
export class Tailles {
  readonly #comptes = new Uint32Array(CLASSES);
  #nombre = 0;

  /** @param taille in cents, positive */
  ajouter(taille: number): void {
    // The top bits of a floating-point number are its logarithm, the same on every machine.
    TAMPON.setFloat64(0, taille);
    const classe = TAMPON.getUint16(0);
    this.#comptes[classe] = (this.#comptes[classe] ?? 0) + 1;
    this.#nombre += 1;
  }

  get nombre(): number {
    return this.#nombre;
  }

  /** The median, in cents, at most a sixteenth too low. */
  mediane(): number {
    let reste = this.#nombre / 2;
    for (let classe = 0; classe < CLASSES; classe++) {
      reste -= this.#comptes[classe] ?? 0;
      if (reste > 0) continue;
      TAMPON.setFloat64(0, 0);
      TAMPON.setUint16(0, classe);
      return TAMPON.getFloat64(0);
    }
    return 0;
  }
}
