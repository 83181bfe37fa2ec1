/** How a sum was found equal to an amount: of how many lines that are not zero, and which cells all of them fill. */
export interface SommeTrouvee {
  readonly lignes: number;
  readonly remplies: number;
}

/** What has been added up since the start of a source: the sum of lines in a row is what it has grown by since. */
export class Cumul {
  somme = 0;
  /** Lines that are not zero, and those of them that are negative. */
  lignes = 0;
  negatives = 0;

  ajouter(dansLaBase: number): void {
    if (dansLaBase === 0) return;
    this.somme += dansLaBase;
    this.lignes += 1;
    if (dansLaBase < 0) this.negatives += 1;
  }
}

/** Lines in a row up to the last one, whose sum is compared with the amount of the line that comes next. */
export class Suite {
  readonly #cumul: Cumul;
  /** What had been added up before its first line. */
  depart = 0;
  #lignes = 0;
  #negatives = 0;
  /** The cells that all of its lines fill. */
  remplies = -1;

  /** @param cumul what has been added up so far, which goes on changing */
  constructor(cumul: Cumul) {
    this.#cumul = cumul;
  }

  /** The next line begins another run. */
  recommencer(): void {
    this.depart = this.#cumul.somme;
    this.#lignes = this.#cumul.lignes;
    this.#negatives = this.#cumul.negatives;
    this.remplies = -1;
  }

  /** Its lines, whose sum was found to be an amount, when they are two or more and all positive. */
  trouver(): SommeTrouvee | undefined {
    const lignes = this.#cumul.lignes - this.#lignes;
    if (lignes < 2 || this.#cumul.negatives > this.#negatives) return undefined;
    return { lignes, remplies: this.remplies };
  }
}
