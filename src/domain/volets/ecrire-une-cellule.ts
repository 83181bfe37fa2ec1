import { montant } from '../argent/montant.ts';
import { ecrireDate } from '../textes/date.ts';
import { formaterEntier, formaterEuros } from '../textes/format.ts';
import { ecrireUnNombre } from '../textes/nombre-decimal.ts';
import type { CelluleDeTableau, GenreDeColonne } from './tableau.ts';

/** A cell of a table of a volet in words; empty for nothing. */
export function ecrireUneCellule(cellule: CelluleDeTableau, genre: GenreDeColonne): string {
  if (cellule === undefined) return '';
  if (typeof cellule === 'number') return genre === 'euros' ? formaterEuros(montant(cellule)) : formaterEntier(cellule);
  if (genre === 'decimal') return ecrireUnNombre(cellule);
  return genre === 'date' ? ecrireDate(cellule) : cellule;
}
