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
    const boites = anneaux.map(boiteDe);
    return { trace, contient: (x, y) => estDedans(anneaux, boites, x * 10, y * 10) };
  }
}

type Anneau = readonly (readonly [number, number])[];
type BoiteDAnneau = readonly [haut: number, bas: number, droite: number];

function boiteDe(anneau: Anneau): BoiteDAnneau {
  let [haut, bas, droite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [x, y] of anneau) {
    if (y < haut) haut = y;
    if (y > bas) bas = y;
    if (x > droite) droite = x;
  }
  // A unit more, for what rounding may add on the way along a side.
  return [haut, bas, droite + 1];
}

/**
 * By the number of sides to the right of the point: odd inside, even outside and in holes. A ring wholly above, below or to
 * the left has none: thousands of places are asked for, each of tens of countries.
 */
function estDedans(anneaux: readonly Anneau[], boites: readonly BoiteDAnneau[], x: number, y: number): boolean {
  let dedans = false;
  for (const [rang, anneau] of anneaux.entries()) {
    const [haut, bas, droite] = boites[rang] ?? [0, 0, 0];
    if (y < haut || y > bas || x > droite) continue;
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
