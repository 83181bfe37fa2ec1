/** A rectangle of cells; rows and columns count from 1. */
export interface Plage {
  readonly haut: number;
  readonly gauche: number;
  readonly bas: number;
  readonly droite: number;
}

const RANGEES = 1_048_576;
const COLONNES = 16_384;

/** `A1` or `A1:C9`, with or without `$`; `undefined` when Excel has no such cells. */
export function readRange(reference: string): Plage | undefined {
  const lue = /^\$?([A-Z]{1,3})\$?([1-9]\d*)(?::\$?([A-Z]{1,3})\$?([1-9]\d*))?$/.exec(reference);
  if (!lue) return undefined;
  const [, colonne = '', rangee = '', colonneFin = colonne, rangeeFin = rangee] = lue;
  const plage = {
    haut: Number(rangee),
    gauche: rangDeColonne(colonne),
    bas: Number(rangeeFin),
    droite: rangDeColonne(colonneFin),
  };
  const bonne =
    plage.haut >= 1 &&
    plage.gauche >= 1 &&
    plage.haut <= plage.bas &&
    plage.gauche <= plage.droite &&
    plage.bas <= RANGEES &&
    plage.droite <= COLONNES;
  return bonne ? plage : undefined;
}

/** 27 for `AA`. */
export function rangDeColonne(lettres: string): number {
  let rang = 0;
  for (const lettre of lettres) rang = rang * 26 + lettre.charCodeAt(0) - 64;
  return rang;
}

/** `AA` for 27. */
export function lettresDeColonne(rang: number): string {
  const reste = String.fromCharCode(65 + ((rang - 1) % 26));
  return rang <= 26 ? reste : lettresDeColonne(Math.floor((rang - 1) / 26)) + reste;
}
