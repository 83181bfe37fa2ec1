export class Somme {
  centimes = 0n;
  /** How many amounts make it. */
  termes = 0;

  ajouter(lu: bigint | undefined): void {
    if (lu === undefined || lu === 0n) return;
    this.centimes += lu;
    this.termes += 1;
  }
}

/** The sum of all, and that of each sense: a row that says its sense sums up those of that sense alone. */
export class SommesParSens {
  readonly #parSens = new Map<string | undefined, Somme>();

  de(sens: string | undefined): Somme {
    const connue = this.#parSens.get(sens);
    if (connue !== undefined) return connue;
    const somme = new Somme();
    this.#parSens.set(sens, somme);
    return somme;
  }

  /** What a row of this sense may be the sum of; one that says none, of all or of one sense. */
  pour(sens: string | undefined): readonly Somme[] {
    return sens === undefined ? [...this.#parSens.values()] : [this.de(sens)];
  }

  ajouter(lu: bigint | undefined, sens: string | undefined): void {
    this.de(undefined).ajouter(lu);
    if (sens !== undefined) this.de(sens).ajouter(lu);
  }

  /** Begins again after a total of this sense or, with none, of all. */
  vider(sens: string | undefined): void {
    if (sens === undefined) this.#parSens.clear();
    else this.#parSens.delete(sens);
  }
}
