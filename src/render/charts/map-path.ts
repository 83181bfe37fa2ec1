import type { GeoContext } from 'd3-geo';

/** What brings a {@link TraceCompact} back to the units of the map. */
export const ECHELLE_DES_TRACES = 'scale(.1)';

/**
 * Writes the paths that d3-geo projects, in whole tenths of a unit from one point to the next: a third as long as absolute
 * coordinates with their decimals. They are drawn under {@link ECHELLE_DES_TRACES}. Points that fall on the one before
 * and rings that shrink to nothing are left out.
 */
export class TraceCompact implements GeoContext {
  #trace = '';
  #anneaux: (readonly [number, number])[][] = [];
  #anneau: [number, number][] = [];

  /** d3-geo starts each geometry so; there is nothing to do. */
  beginPath(): void {}

  /** Begins a ring. */
  moveTo(x: number, y: number): void {
    this.#anneau = [enDixiemes(x, y)];
  }

  /** Goes on along a ring. */
  lineTo(x: number, y: number): void {
    const point = enDixiemes(x, y);
    const dernier = this.#anneau.at(-1);
    if (dernier?.[0] !== point[0] || dernier[1] !== point[1]) this.#anneau.push(point);
  }

  /** Ends a ring, and writes it when something is left of it. */
  closePath(): void {
    const [premier, ...suite] = this.#anneau;
    if (premier === undefined || suite.length < 2) return;
    let [x, y] = premier;
    let trace = `M${x}${separer(y)}l`;
    for (const [rang, [suivantX, suivantY]] of suite.entries()) {
      const pas = suivantX - x;
      trace += (rang === 0 ? String(pas) : separer(pas)) + separer(suivantY - y);
      [x, y] = [suivantX, suivantY];
    }
    this.#trace += `${trace}z`;
    this.#anneaux.push(this.#anneau);
  }

  /** Points are drawn otherwise. */
  arc(): void {}

  /** What was written so far: the path, and whether a place of the map is inside it. The next one begins anew. */
  finir(): { readonly trace: string; readonly contient: (x: number, y: number) => boolean } {
    const [trace, anneaux] = [this.#trace, this.#anneaux];
    this.#trace = '';
    this.#anneaux = [];
    return { trace, contient: (x, y) => estDedans(anneaux, x * 10, y * 10) };
  }
}

/** By the number of sides to the right of the point: odd inside, even outside and in holes. */
function estDedans(anneaux: readonly (readonly (readonly [number, number])[])[], x: number, y: number): boolean {
  let dedans = false;
  for (const anneau of anneaux) {
    let [avantX, avantY] = anneau.at(-1) ?? [0, 0];
    for (const [apresX, apresY] of anneau) {
      const traverse = avantY > y !== apresY > y;
      if (traverse && x < avantX + ((apresX - avantX) * (y - avantY)) / (apresY - avantY)) dedans = !dedans;
      [avantX, avantY] = [apresX, apresY];
    }
  }
  return dedans;
}

function enDixiemes(x: number, y: number): [number, number] {
  return [Math.round(x * 10) || 0, Math.round(y * 10) || 0];
}

/** A minus sign needs no space before it. */
function separer(pas: number): string {
  return pas < 0 ? String(pas) : ` ${pas}`;
}
