import { mesurer } from './text.ts';

/** A round mark: where the country is, and where the mark stands so as not to hide another. */
export interface Rond {
  readonly vrai: readonly [number, number];
  readonly centre: readonly [number, number];
}

const PASSES = 60;

/**
 * Moves round marks apart until none hides another, each as little as possible and always in the same way: the Caribbean
 * and the small States of Europe would else lie on top of one another.
 */
export function ecarter(
  vrais: readonly (readonly [number, number])[],
  rayon: number,
  largeur: number,
  hauteur: number,
): Rond[] {
  const centres = vrais.map(([x, y]): [number, number] => [x, y]);
  const distance = 2 * rayon + 2;
  for (let passe = 0; passe < PASSES; passe++) {
    for (const [rang, a] of centres.entries()) {
      for (const b of centres.slice(rang + 1)) repousser(a, b, distance, rang);
      a[0] = Math.min(Math.max(a[0], rayon + 1), largeur - rayon - 1);
      a[1] = Math.min(Math.max(a[1], rayon + 1), hauteur - rayon - 1);
    }
  }
  return centres.map((centre, rang) => ({ centre, vrai: vrais[rang] ?? centre }));
}

function repousser(a: [number, number], b: [number, number], distance: number, rang: number): void {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const ecart = Math.sqrt(dx * dx + dy * dy);
  if (ecart >= distance) return;
  const [ux, uy] = ecart === 0 ? (rang % 2 === 0 ? [1, 0] : [0, 1]) : [dx / ecart, dy / ecart];
  const pousse = (distance - ecart) / 2;
  a[0] -= ux * pousse;
  a[1] -= uy * pousse;
  b[0] += ux * pousse;
  b[1] += uy * pousse;
}

/** A country to name, with the size of what is drawn of it. */
export interface ANommer {
  readonly nom: string;
  readonly centre: readonly [number, number];
  readonly etendue: readonly [number, number];
  /** Size of the letters. */
  readonly corps: number;
}

/** A name in its place; `relie` when it stands beside the country and a line must lead to it. */
export interface Etiquette {
  readonly nom: string;
  readonly x: number;
  readonly y: number;
  readonly relie: boolean;
  readonly centre: readonly [number, number];
  readonly rang: number;
}

type Boite = readonly [gauche: number, haut: number, droite: number, bas: number];

/**
 * Places names, the first ones first: on the country when it is wide enough, else around it, nearer and then farther; a
 * name with no free place is left out, for the table under the map names every country.
 */
export function placerLesNoms(
  aNommer: readonly ANommer[],
  occupes: readonly Boite[],
  largeur: number,
  hauteur: number,
): Etiquette[] {
  const prises: Boite[] = [...occupes];
  return aNommer.flatMap(({ nom, centre, etendue, corps }, rang) => {
    const demi = mesurer(nom, corps) / 2;
    for (const [dx, dy, relie] of decalages(demi, etendue, corps)) {
      const [x, y] = [centre[0] + dx, centre[1] + dy];
      const boite: Boite = [x - demi, y - corps * 0.6, x + demi, y + corps * 0.5];
      const dedans = boite[0] >= 0 && boite[1] >= 0 && boite[2] <= largeur && boite[3] <= hauteur;
      if (!dedans || prises.some((prise) => seTouchent(prise, boite))) continue;
      prises.push(boite);
      return [{ nom, x, y: y + corps * 0.3, relie, centre, rang }];
    }
    return [];
  });
}

function decalages(demi: number, [largeur, hauteur]: readonly [number, number], corps: number) {
  const sur: [number, number, boolean][] = largeur >= demi * 1.6 && hauteur >= corps ? [[0, 0, false]] : [];
  const autour = [1, 2, 3].flatMap((tour): [number, number, boolean][] => {
    const [x, y] = [Math.min(largeur / 2, 30) + demi + 8 * tour, Math.min(hauteur / 2, 20) + corps * 0.7 * tour];
    return [
      [-x, 0, true],
      [x, 0, true],
      [0, y, true],
      [0, -y, true],
      [-x, y, true],
      [x, y, true],
      [-x, -y, true],
      [x, -y, true],
    ];
  });
  return [...sur, ...autour];
}

function seTouchent(a: Boite, b: Boite): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
