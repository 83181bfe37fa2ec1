import type { GeoContext } from 'd3-geo';

/** What brings a {@link TraceCompact} back to the units of the map. */
export const ECHELLE_DES_TRACES = 'scale(.1)';

/**
 * Writes the paths that d3-geo projects, in whole tenths of a unit from one point to the next: a third as long as absolute
 * coordinates with their decimals. They are drawn under {@link ECHELLE_DES_TRACES}. Points that fall on the one before and rings that shrink to nothing are left out.
 */
export class TraceCompact implements GeoContext {
  #trace = '';
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
  }

  /** Points are drawn otherwise. */
  arc(): void {}

  /** The path written so far; the next one begins anew. */
  finir(): string {
    const trace = this.#trace;
    this.#trace = '';
    return trace;
  }
}

function enDixiemes(x: number, y: number): [number, number] {
  return [Math.round(x * 10) || 0, Math.round(y * 10) || 0];
}

/** A minus sign needs no space before it. */
function separer(pas: number): string {
  return pas < 0 ? String(pas) : ` ${pas}`;
}
