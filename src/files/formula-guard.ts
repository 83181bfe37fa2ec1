const GARDEE = /^'[=+\-@\t\r]/;

/** A cell of a CSV that we wrote, without the apostrophe put before what a spreadsheet would run as a formula. */
export function sansGarde(cellule: string): string {
  return GARDEE.test(cellule) ? cellule.slice(1) : cellule;
}
