import { mesurer } from './texte.ts';

/** A round mark: where the country is, and where the mark stands so as not to hide another. */
export interface Rond {
  readonly vrai: readonly [number, number];
  readonly centre: readonly [number, number];
}

/** Passes after which marks stay where they are: more than it takes where the whole world has some. */
const PASSES = 200;

/**
 * Moves round marks apart until none hides another, each as little as possible and always in the same way: the Caribbean
 * and the States of Europe would else lie on top of one another. The larger ones move less.
 */
export function ecarterLesRonds(
  vrais: readonly { readonly vrai: readonly [number, number]; readonly rayon: number }[],
  largeur: number,
  hauteur: number,
): Rond[] {
  const ronds = vrais.map(({ vrai, rayon }) => ({ centre: [...vrai] as [number, number], rayon }));
  for (let passe = 0; passe < PASSES; passe++) {
    for (const [rang, a] of ronds.entries()) {
      for (const b of ronds.slice(rang + 1)) repousser(a, b, rang);
      const { centre, rayon } = a;
      centre[0] = Math.min(Math.max(centre[0], rayon + 1), largeur - rayon - 1);
      centre[1] = Math.min(Math.max(centre[1], rayon + 1), hauteur - rayon - 1);
    }
  }
  return ronds.map(({ centre }, rang) => ({ centre, vrai: vrais[rang]?.vrai ?? centre }));
}

interface RondMobile {
  readonly centre: [number, number];
  readonly rayon: number;
}

function repousser(
  { centre: a, rayon: rayonDeA }: RondMobile,
  { centre: b, rayon: rayonDeB }: RondMobile,
  rang: number,
) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const ecart = Math.sqrt(dx * dx + dy * dy);
  const pousse = rayonDeA + rayonDeB + 1 - ecart;
  if (pousse <= 0) return;
  const [ux, uy] = ecart === 0 ? (rang % 2 === 0 ? [1, 0] : [0, 1]) : [dx / ecart, dy / ecart];
  const partDeA = rayonDeB / (rayonDeA + rayonDeB);
  a[0] -= ux * pousse * partDeA;
  a[1] -= uy * pousse * partDeA;
  b[0] += ux * pousse * (1 - partDeA);
  b[1] += uy * pousse * (1 - partDeA);
}

type Lieu = readonly [x: number, y: number];

export interface ANommer {
  readonly nom: string;
  readonly centre: Lieu;
  readonly etendue: readonly [number, number];
  /** Size of the letters where they are largest, for which room is kept; and where they are smallest. */
  readonly corps: number;
  readonly moindreCorps: number;
}

/** A name in its place; `trait` leads from the country to it, when it stands beside. */
export interface Etiquette {
  readonly nom: string;
  readonly x: number;
  readonly y: number;
  readonly trait?: { readonly de: Lieu; readonly a: Lieu };
  readonly rang: number;
}

/** Where names go: the size of the map, and what they must not cover. */
export interface Espace {
  readonly largeur: number;
  readonly hauteur: number;
  readonly occupes: readonly Boite[];
  readonly ronds: readonly { readonly centre: Lieu; readonly rayon: number }[];
}

export type Boite = readonly [gauche: number, haut: number, droite: number, bas: number];

const TOURS = [1, 2, 3, 4, 5];

/**
 * Places names, the first ones first: on the circle of the country when it is wide enough, else in the nearest place around it that
 * covers no circle; a name with no such place is left out, for the table under the map names every country.
 */
export function placerLesNoms(aNommer: readonly ANommer[], espace: Espace): Etiquette[] {
  const prises: Boite[] = [...espace.occupes];
  return aNommer.flatMap(({ nom, centre, etendue, corps, moindreCorps }, rang) => {
    const demi = mesurer(nom, corps) / 2;
    for (const { dx, dy, tour } of decalages(demi, etendue, corps)) {
      const [x, y] = [centre[0] + dx, centre[1] + dy];
      const boite: Boite = [x - demi, y - corps * 0.6, x + demi, y + corps * 0.5];
      const dedans = boite[0] >= 0 && boite[1] >= 0 && boite[2] <= espace.largeur && boite[3] <= espace.hauteur;
      const autres = espace.ronds.filter((rond) => tour > 0 || rond.centre !== centre);
      if (!dedans || prises.some((prise) => seTouchent(prise, boite)) || autres.some((rond) => couvre(boite, rond)))
        continue;
      prises.push(boite);
      const milieu = y + (corps - moindreCorps) * 0.3;
      const trait = { de: centre, a: versLeNom(centre, [x, milieu], mesurer(nom, moindreCorps) / 2, moindreCorps) };
      return [{ nom, x, y: y + corps * 0.3, ...(tour > 0 && { trait }), rang }];
    }
    return [];
  });
}

function decalages(demi: number, [largeur, hauteur]: readonly [number, number], corps: number) {
  const sur = largeur >= demi * 1.6 && hauteur >= corps ? [{ dx: 0, dy: 0, tour: 0 }] : [];
  const autour = TOURS.flatMap((tour) => {
    const [x, y] = [Math.min(largeur / 2, 30) + demi + 9 * tour, Math.min(hauteur / 2, 20) + corps * 0.7 * tour];
    return [
      { dx: -x, dy: 0, tour },
      { dx: x, dy: 0, tour },
      { dx: 0, dy: y, tour },
      { dx: 0, dy: -y, tour },
      { dx: -x, dy: y, tour },
      { dx: x, dy: y, tour },
      { dx: -x, dy: -y, tour },
      { dx: x, dy: -y, tour },
      { dx: -demi * 0.8, dy: -y, tour },
      { dx: demi * 0.8, dy: -y, tour },
      { dx: -demi * 0.8, dy: y, tour },
      { dx: demi * 0.8, dy: y, tour },
    ];
  });
  return [...sur, ...autour];
}

function couvre([gauche, haut, droite, bas]: Boite, { centre: [x, y], rayon }: Espace['ronds'][number]): boolean {
  return Math.hypot(x - borner(x, gauche, droite), y - borner(y, haut, bas)) <= rayon + 1;
}

/** Where a line from the country stops: at the edge of the name in its smallest letters, under its larger ones. */
function versLeNom(centre: Lieu, [x, y]: Lieu, demi: number, corps: number): Lieu {
  return [borner(centre[0], x - demi, x + demi), borner(centre[1], y - corps * 0.6, y + corps * 0.5)];
}

function borner(valeur: number, bas: number, haut: number): number {
  return Math.min(Math.max(valeur, bas), haut);
}

function seTouchent(a: Boite, b: Boite): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
