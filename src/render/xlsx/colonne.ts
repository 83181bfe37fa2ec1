import type { Montant } from '../../domain/argent/montant.ts';
import { amountFormula, type Cell } from '../../files/xlsx/cell.ts';
import type { SheetColumn } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';

/** A column of a sheet of lines or of parts, and how it is read from what makes a row. */
export interface Colonne<Rangee> extends SheetColumn {
  /** What a row added under the table receives, when the column is worked out. */
  readonly formula?: string;
  lire(rangee: Rangee): Cell;
}

type Lire<Rangee> = Colonne<Rangee>['lire'];

export function colonne<R>(style: StyleName, titre: string, largeur: number, lire: Lire<R>): Colonne<R> {
  return { title: titre, width: largeur, style, lire };
}

export function nombre<R>(titre: string, lire: Lire<R>): Colonne<R> {
  return colonne('nu', titre, 13, lire);
}

/** An amount that the sheet works out. */
export function calculee<R>(titre: string, formule: string, lire: (rangee: R) => Montant): Colonne<R> {
  return formulee('montant', titre, 17, formule, (rangee) => amountFormula(formule, lire(rangee)).result);
}

/** What the sheet works out, with its result. */
export function formulee<R>(
  style: StyleName,
  titre: string,
  largeur: number,
  formule: string,
  lire: (rangee: R) => number | string,
): Colonne<R> {
  return {
    title: titre,
    width: largeur,
    style,
    formula: formule,
    lire: (rangee) => ({ formula: formule, result: lire(rangee) }),
  };
}

/** What few people read, folded out of the way until it is asked for. */
export function replier<R>(colonnes: readonly Colonne<R>[]): readonly Colonne<R>[] {
  return colonnes.map((une) => ({ ...une, folded: true }));
}
