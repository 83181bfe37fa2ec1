import { BASES, type Base } from '../domain/argent/base.ts';
import { montant } from '../domain/argent/montant.ts';
import { type Affectation, centimesDesParts } from '../domain/lignes/affectation.ts';
import type { AutresBases } from './jaune.ts';

/**
 * What each part of lines is on the bases that are not the edition's, where the line gives them: its amount there, shared as
 * that of the edition's base is, so that parts make lines on each base. Parts are numbered across all lines, in their order.
 */
export class CentimesAilleurs {
  /** The bases that at least one line gives, in their order. */
  readonly bases: readonly Base[];
  /** By base, then by part; NaN for those of lines that do not give it. */
  readonly #parts: readonly Float64Array[];

  constructor(lignes: readonly Affectation[], base: Base) {
    this.bases = BASES.filter(
      (autre) => autre !== base && lignes.some(({ ligne }) => ligne.montants[autre] !== undefined),
    );
    const nombre = lignes.reduce((parts, { verdict }) => parts + verdict.parts.length, 0);
    this.#parts = this.bases.map((autre) => {
      const centimes = new Float64Array(nombre).fill(Number.NaN);
      let rang = 0;
      for (const { ligne, verdict } of lignes) {
        const total = ligne.montants[autre];
        if (total !== undefined) centimes.set(centimesDesParts(verdict, total), rang);
        rang += verdict.parts.length;
      }
      return centimes;
    });
  }

  /** The cents of a part on the base of a rank; NaN when its line does not give it. */
  centimes(rangDeBase: number, part: number): number {
    return this.#parts[rangDeBase]?.[part] ?? Number.NaN;
  }
}

/** Adds up parts on the bases that are not the edition's, and counts the lines that give each. */
export class CumulAilleurs {
  readonly #ailleurs: CentimesAilleurs;
  readonly #centimes: number[];
  readonly #lignes: number[];
  readonly #derniere: number[];

  constructor(ailleurs: CentimesAilleurs) {
    this.#ailleurs = ailleurs;
    this.#centimes = ailleurs.bases.map(() => 0);
    this.#lignes = ailleurs.bases.map(() => 0);
    this.#derniere = ailleurs.bases.map(() => -1);
  }

  /**
   * @param ligne its rank: lines come in their order, each with all its parts
   * @param part its number across all lines
   */
  ajouter(ligne: number, part: number): void {
    for (let base = 0; base < this.#centimes.length; base++) {
      const centimes = this.#ailleurs.centimes(base, part);
      if (Number.isNaN(centimes)) continue;
      this.#centimes[base] = (this.#centimes[base] ?? 0) + centimes;
      if (this.#derniere[base] === ligne) continue;
      this.#derniere[base] = ligne;
      this.#lignes[base] = (this.#lignes[base] ?? 0) + 1;
    }
  }

  bases(): AutresBases {
    return new Map(
      this.#ailleurs.bases.flatMap((base, rang) => {
        const lignes = this.#lignes[rang] ?? 0;
        return lignes === 0 ? [] : [[base, { lignes, centimes: montant(this.#centimes[rang] ?? 0) }] as const];
      }),
    );
  }
}
