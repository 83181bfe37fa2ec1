import { type GeoProjection, geoAzimuthalEqualArea, geoContains, geoEqualEarth, geoPath, geoStream } from 'd3-geo';
import type { MultiPolygon, Position } from 'geojson';
import { feature, merge } from 'topojson-client';
import type { MultiPolygon as Contour, GeometryCollection, Objects, Polygon, Topology } from 'topojson-specification';
import { FORMES_DES_PAYS, type FormeDePays, type NomDeCadrage } from './formes-des-pays.ts';
import { contenant, TraceCompact } from './trace-compact.ts';

const MARGE = 4;
const NORD = 84;
const SUD = -57;
/** Turns the globe so that the cut runs through the Bering Strait and not through Russia. */
const MERIDIEN_CENTRAL = 11;
/** Places in degrees that the map of Europe holds. */
const COINS_DE_L_EUROPE: [number, number][] = [
  [-11, 36],
  [47.5, 38],
  [18, 30.5],
  [18, 67],
];
const ANTARCTIQUE = '010';
const RUSSIE = '643';
const UKRAINE = '804';
/** A place in Crimea, to find it in the outline that the background gives to Russia. */
const CRIMEE: [number, number] = [34.3, 45.2];

/**
 * What the background draws apart and gives no code: Kosovo stands by itself; what France does not recognise goes with the
 * State that it belongs to.
 */
const SANS_CODE: Readonly<Record<string, string>> = { Kosovo: 'XKX', 'N. Cyprus': '196', Somaliland: '706' };

/** What a map shows of the globe, and how. */
export interface Cadrage {
  readonly nom: NomDeCadrage;
  readonly largeur: number;
  readonly hauteur: number;
  readonly projection: GeoProjection;
}

export interface PaysDessine extends FormeDePays {
  readonly contient: (x: number, y: number) => boolean;
}

/** A background where areas are true to one another. */
export interface FondDeCarte {
  readonly largeur: number;
  readonly hauteur: number;
  /** The codes of the countries of the background, drawn on this map or not. */
  readonly codes: readonly string[];
  /** The country of that code (ISO 3166-1 numeric, or XKX), if the background draws some of it. */
  readonly pays: (cle: string) => PaysDessine | undefined;
  /** All the others in one path, without the borders between them. */
  readonly reste: (sauf: ReadonlySet<string>) => string;
  /** A place given in degrees; `undefined` out of the map. */
  readonly placer: (longitude: number, latitude: number) => readonly [number, number] | undefined;
}

type Terre = Polygon<{ name?: string }> | Contour<{ name?: string }>;
type Atlas = Topology<Objects> & { objects: { countries: GeometryCollection<{ name?: string }> } };

/** The world without Antarctica, in the Equal Earth projection. */
export function cadrerLeMonde(): Cadrage {
  const largeur = 800;
  const projection = geoEqualEarth().rotate([-MERIDIEN_CENTRAL, 0]);
  projection.fitExtent(
    [
      [MARGE, 0],
      [largeur - MARGE, largeur],
    ],
    { type: 'Sphere' },
  );
  const ordonnee = (latitude: number) => projection([MERIDIEN_CENTRAL, latitude])?.[1] ?? 0;
  const [milieu, haut] = projection.translate();
  projection.translate([milieu, haut - ordonnee(NORD) + MARGE]);
  return { nom: 'monde', largeur, hauteur: ordonnee(SUD) + MARGE, projection };
}

/** Europe and its neighbours at close range, where countries are too small to be told apart on the world. */
export function cadrerLEurope(): Cadrage {
  const [largeur, hauteur] = [400, 330];
  const projection = geoAzimuthalEqualArea().rotate([-18, -49]);
  projection.fitExtent(
    [
      [0, 0],
      [largeur, hauteur],
    ],
    { type: 'MultiPoint', coordinates: COINS_DE_L_EUROPE },
  );
  projection.clipExtent([
    [0, 0],
    [largeur, hauteur],
  ]);
  return { nom: 'europe', largeur, hauteur, projection };
}

/**
 * Loads the background: Natural Earth at 1:110 million, in the public domain, as `world-atlas` packs it. Crimea, which it
 * draws with Russia, goes with Ukraine (United Nations, resolution 68/262).
 */
export async function ouvrirFond(
  { nom, largeur, hauteur, projection }: Cadrage = cadrerLeMonde(),
): Promise<FondDeCarte> {
  const { default: brut } = await import('world-atlas/countries-110m.json', { with: { type: 'json' } });
  const atlas = brut as unknown as Atlas;
  const contours = rangerParPays(atlas);
  const mesures = geoPath();
  const plume = new TraceCompact();
  const tracer = geoPath(null, plume);
  const ecrire = (morceaux: readonly Anneaux[]) => {
    tracer({ type: 'MultiPolygon', coordinates: [...morceaux] });
    return plume.finir();
  };
  const projeterTout = ({ coordinates }: MultiPolygon) =>
    coordinates.map((morceau) => projeter(projection, morceau)).filter((anneaux) => anneaux.length > 0);
  const dessiner = (cle: string): FormeDePays | undefined => {
    const siens = contours.get(cle);
    if (siens === undefined) return undefined;
    const morceaux = projeterTout(merge(atlas, siens));
    const trace = ecrire(morceaux);
    if (trace === '') return undefined;
    const aires = morceaux.map((coordinates) => mesures.area({ type: 'Polygon', coordinates }));
    const rang = aires.reduce((retenu, aire, autre) => (aire > (aires[retenu] ?? 0) ? autre : retenu), 0);
    const grand = { type: 'Polygon', coordinates: morceaux[rang] ?? [] } as const;
    const [[gauche, dessus], [droite, dessous]] = mesures.bounds(grand);
    return {
      trace,
      aire: mesures.area({ type: 'MultiPolygon', coordinates: morceaux }),
      centre: mesures.centroid(grand),
      etendue: [droite - gauche, dessous - dessus],
      entier: gauche > 1 && dessus > 1 && droite < largeur - 1 && dessous < hauteur - 1,
    };
  };
  const formes = FORMES_DES_PAYS[nom];
  return {
    largeur,
    hauteur,
    codes: [...contours.keys()],
    placer: (longitude, latitude) => {
      const [x, y] = projection([longitude, latitude]) ?? [-1, -1];
      return x < 0 || y < 0 || x > largeur || y > hauteur ? undefined : [x, y];
    },
    pays: (cle) => {
      const forme = formes === undefined ? dessiner(cle) : Object.hasOwn(formes, cle) ? formes[cle] : undefined;
      return forme && { ...forme, contient: contenant(forme.trace) };
    },
    reste: (sauf) =>
      ecrire(
        projeterTout(
          merge(
            atlas,
            [...contours].flatMap(([cle, siens]) => (sauf.has(cle) ? [] : siens)),
          ),
        ),
      ),
  };
}

/** The outlines of each country, by code, in the order of the background. */
function rangerParPays(atlas: Atlas): Map<string, Terre[]> {
  const parPays = new Map<string, Terre[]>();
  for (const contour of atlas.objects.countries.geometries) {
    if (contour.type !== 'Polygon' && contour.type !== 'MultiPolygon') continue;
    const cle = contour.id === undefined ? SANS_CODE[contour.properties?.name ?? ''] : String(contour.id);
    if (cle === undefined || cle === ANTARCTIQUE) continue;
    for (const terre of cle === RUSSIE ? separerLaCrimee(atlas, contour) : [{ cle, contour }]) {
      parPays.set(terre.cle, [...(parPays.get(terre.cle) ?? []), terre.contour]);
    }
  }
  return parPays;
}

function separerLaCrimee(atlas: Atlas, russie: Terre): { cle: string; contour: Terre }[] {
  const pieces = russie.type === 'Polygon' ? [russie.arcs] : russie.arcs;
  return pieces.map((arcs) => {
    const contour: Terre = { type: 'Polygon', arcs };
    return { cle: geoContains(feature(atlas, contour), CRIMEE) ? UKRAINE : RUSSIE, contour };
  });
}

/** The rings of a polygon, closed as GeoJSON has them. */
export type Anneaux = Position[][];

/**
 * Projects a polygon once, for all that is then measured of it: each measure of d3-geo would project it again, clipping and
 * bending included. The measures of what is returned, by `geoPath(null)`, are those of the polygon by `geoPath(projection)`.
 */
export function projeter(projection: GeoProjection, polygone: Anneaux): Anneaux {
  const anneaux: Anneaux = [];
  let anneau: Position[] = [];
  const flux = projection.stream({
    point: (x, y) => {
      anneau.push([x, y]);
    },
    lineStart: () => {
      anneau = [];
    },
    lineEnd: () => {
      const [premier] = anneau;
      if (premier !== undefined) anneaux.push([...anneau, premier]);
    },
    polygonStart: () => {},
    polygonEnd: () => {},
  });
  geoStream({ type: 'Polygon', coordinates: polygone }, flux);
  return anneaux;
}
