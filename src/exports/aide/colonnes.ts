import { csvCell } from '../../files/csv-cell.ts';
import type { LigneDAide } from './lignes-d-aide.ts';

/** A column of a declaration of aid. */
export interface Colonne {
  readonly titre: string;
  /** `montant`: written as it is, never guarded as a formula. */
  readonly genre?: 'montant';
  lire(ligne: LigneDAide): string;
}

/**
 * What was deliberated once is one project; a line that says no deliberation is found again by what it says, under a name that no
 * spreadsheet takes for a number.
 */
export function numeroDeProjet({ part: { affectation } }: LigneDAide): string {
  const { reference, empreinte } = affectation.ligne;
  return reference || `L-${empreinte}`;
}

/** The rows as CSV: UTF-8, `;`, one row a line. */
export function ecrireLeCsv(colonnes: readonly Colonne[], lignes: readonly LigneDAide[]): string {
  const rangees = [
    colonnes.map(({ titre }) => csvCell(titre)),
    ...lignes.map((ligne) =>
      colonnes.map(({ genre, lire }) => (genre === 'montant' ? lire(ligne) : csvCell(lire(ligne)))),
    ),
  ];
  return rangees.map((cellules) => `${cellules.join(';')}\n`).join('');
}

/** Cents in units of a power of ten of them, all decimals written: `-1234,05`. */
export function ecrireEnDecimales(centimes: number | undefined, decimales: number, marque: ',' | '.'): string {
  if (centimes === undefined) return '';
  const chiffres = String(Math.abs(centimes)).padStart(decimales + 1, '0');
  const coupe = chiffres.length - decimales;
  return `${centimes < 0 ? '-' : ''}${chiffres.slice(0, coupe)}${marque}${chiffres.slice(coupe)}`;
}
