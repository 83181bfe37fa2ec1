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
  #anneau: [number, number][] = [];

  /** d3-geo starts each geometry so; there is nothing to do. */
  beginPath(): void {}

  moveTo(x: number, y: number): void {
    this.#anneau = [enDixiemes(x, y)];
  }

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

  /** What was written so far; the next one begins anew. */
  finir(): string {
    const trace = this.#trace;
    this.#trace = '';
    return trace;
  }
}

type Anneau = readonly (readonly [number, number])[];

/** Whether places of the map are inside a path that {@link TraceCompact} wrote. */
export function contenant(trace: string): (x: number, y: number) => boolean {
  let lu: { readonly anneaux: readonly Anneau[]; readonly boite: Boite } | undefined;
  return (x, y) => {
    if (lu === undefined) {
      const anneaux = lireTrace(trace);
      lu = { anneaux, boite: boiteDe(anneaux.flat()) };
    }
    return estDansLaBoite(lu.boite, x * 10, y * 10) && estDedans(lu.anneaux, x * 10, y * 10);
  };
}

/** The rings of a path, in tenths: their first point, then steps. */
function lireTrace(trace: string): Anneau[] {
  return trace
    .split('z')
    .filter((ecrit) => ecrit !== '')
    .map((ecrit) => {
      const nombres = (ecrit.match(/-?\d+/g) ?? []).map(Number);
      const anneau: [number, number][] = [];
      let [x, y] = [0, 0];
      for (let rang = 0; rang < nombres.length; rang += 2) {
        x += nombres[rang] ?? 0;
        y += nombres[rang + 1] ?? 0;
        anneau.push([x, y]);
      }
      return anneau;
    });
}

type Boite = readonly [gauche: number, haut: number, droite: number, bas: number];

/** What holds all of a country: most places asked for are not even there, and need not be looked for along its sides. */
function boiteDe(points: readonly (readonly [number, number])[]): Boite {
  const infini = Number.POSITIVE_INFINITY;
  let [gauche, haut, droite, bas] = [infini, infini, -infini, -infini];
  for (const point of points) {
    gauche = Math.min(gauche, point[0]);
    droite = Math.max(droite, point[0]);
    haut = Math.min(haut, point[1]);
    bas = Math.max(bas, point[1]);
  }
  return [gauche, haut, droite, bas];
}

function estDansLaBoite([gauche, haut, droite, bas]: Boite, x: number, y: number): boolean {
  return x >= gauche && x <= droite && y >= haut && y <= bas;
}

/** By the number of sides to the right of the point: odd inside, even outside and in holes. */
function estDedans(anneaux: readonly Anneau[], x: number, y: number): boolean {
  let dedans = false;
  for (const anneau of anneaux) {
    let avant = anneau.at(-1);
    for (const apres of anneau) {
      if (avant && avant[1] > y !== apres[1] > y && x < abscisseA(y, avant, apres)) dedans = !dedans;
      avant = apres;
    }
  }
  return dedans;
}

/** Where a side is at a height that it crosses. */
function abscisseA(y: number, de: readonly [number, number], a: readonly [number, number]): number {
  return de[0] + ((a[0] - de[0]) * (y - de[1])) / (a[1] - de[1]);
}

function enDixiemes(x: number, y: number): [number, number] {
  return [Math.round(x * 10) || 0, Math.round(y * 10) || 0];
}

/** A minus sign needs no space before it. */
function separer(pas: number): string {
  return pas < 0 ? String(pas) : ` ${pas}`;
}
