/** Where a country that world maps are too coarse to draw stands on the globe, in degrees. */
export interface PointDePays {
  /** ISO 3166-1 alpha-3. */
  readonly code: string;
  /** East of Greenwich; negative to the west. */
  readonly longitude: number;
  /** North of the equator; negative to the south. */
  readonly latitude: number;
}
