import { type Figure, figureDeCellule, figureDeRangee } from '../../compile/figures.ts';
import type { Compte, Jaune, Rangee, TableCroisee } from '../../compile/jaune.ts';
import type { Critere } from '../../compile/selection.ts';
import type { NomTable } from '../../compile/tables-decrites.ts';
import type { Montant } from '../../domain/montant.ts';
import { adresseDe } from './adresse.ts';
import { nommerToutes } from './selection.ts';

/** A figure as the page shows it: its amount and, where its lines are all named, the address that opens them. */
export interface ChiffreVue {
  readonly montant: Montant;
  /** How many lines make it. */
  readonly nombre: number;
  /** Empty when there is nothing to open. */
  readonly adresse: string;
  /** Its name, for texts and commands; empty for a figure that has none. */
  readonly nom: string;
}

/** A figure whose lines are all named: it opens as soon as it has one. */
export function chiffreDe({ montant, nombre, criteres, nom }: Figure): ChiffreVue {
  return { montant, nombre, nom, adresse: nombre > 0 ? adresseDe(criteres) : '' };
}

/** The figure of a row of a table. */
export function chiffreDeRangee(table: NomTable, rangee: Rangee): ChiffreVue {
  return chiffreDe(figureDeRangee(table, rangee));
}

/** The figure of a cell of a cross table; `undefined` where it is empty. */
export function chiffreDeCellule(croisee: TableCroisee, ligne: number, colonne: number): ChiffreVue | undefined {
  const figure = figureDeCellule(croisee, ligne, colonne);
  return figure && chiffreDe(figure);
}

/** A figure whose lines may not all be named: it opens only where those that are make it to the cent. */
export function chiffreVerifie(
  jaune: Jaune,
  { lignes, centimes }: Compte,
  criteres: readonly Critere[],
  nom = '',
): ChiffreVue {
  const nommees = nommerToutes(jaune, { lignes, centimes }, criteres);
  return { montant: centimes, nombre: lignes, nom, adresse: nommees === undefined ? '' : adresseDe(criteres) };
}
