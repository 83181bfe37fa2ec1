/** Rows of a sheet of Excel, at the most. */
export const MAX_ROWS = 1_048_576;
/** Columns of a sheet of Excel, at the most. */
export const MAX_COLUMNS = 16_384;

/** 27 for `AA12`; 0 without letters. */
export function columnOfAddress(adresse: string): number {
  let colonne = 0;
  for (let rang = 0; rang < adresse.length; rang++) {
    const lettre = adresse.charCodeAt(rang) - 64;
    if (lettre < 1 || lettre > 26) break;
    colonne = colonne * 26 + lettre;
  }
  return colonne;
}

/** A rectangle of cells, both ends included; rows and columns count from 1. */
export interface CellRange {
  readonly rows: readonly [premiere: number, derniere: number];
  readonly columns: readonly [premiere: number, derniere: number];
}

/** Reads `A3:B5`, or `A3` for one cell; `undefined` for what no sheet has. */
export function readRange(ecrite: string): CellRange | undefined {
  const [, gauche = '', haut = '', droite = gauche, bas = haut] =
    /^([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?$/.exec(ecrite) ?? [];
  const rangees = [Number(haut), Number(bas)] as const;
  const colonnes = [columnOfAddress(gauche), columnOfAddress(droite)] as const;
  const tient =
    rangees[0] >= 1 &&
    rangees[0] <= rangees[1] &&
    rangees[1] <= MAX_ROWS &&
    colonnes[0] <= colonnes[1] &&
    colonnes[1] <= MAX_COLUMNS;
  return tient ? { rows: rangees, columns: colonnes } : undefined;
}
