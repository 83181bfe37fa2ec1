import { type GeoProjection, geoStream } from 'd3-geo';
import type { Position } from 'geojson';

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
