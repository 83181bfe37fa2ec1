const TAMPON = new DataView(new ArrayBuffer(8));

/** Counts amounts by size, in steps of a sixteenth of a doubling: the median of any number of them, in little memory. */
export class Tailles {
  readonly #comptes = new Map<number, number>();
  #nombre = 0;

  /** @param taille in cents, positive */
  ajouter(taille: number): void {
    // The top bits of a floating-point number are its logarithm, the same on every machine.
    TAMPON.setFloat64(0, taille);
    const classe = TAMPON.getUint16(0);
    this.#comptes.set(classe, (this.#comptes.get(classe) ?? 0) + 1);
    this.#nombre += 1;
  }

  get nombre(): number {
    return this.#nombre;
  }

  /** The median, in cents, at most a sixteenth too low. */
  mediane(): number {
    let reste = this.#nombre / 2;
    for (const [classe, compte] of [...this.#comptes].sort(([gauche], [droite]) => gauche - droite)) {
      reste -= compte;
      if (reste > 0) continue;
      TAMPON.setFloat64(0, 0);
      TAMPON.setUint16(0, classe);
      return TAMPON.getFloat64(0);
    }
    return 0;
  }
}
