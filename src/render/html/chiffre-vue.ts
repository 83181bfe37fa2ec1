import type { Compte } from '../../compile/compte.ts';
import type { Critere } from '../../compile/critere.ts';
import { type Figure, figureDeCellule, figureDeRangee } from '../../compile/figures.ts';
import { garderPar } from '../../compile/garder-par.ts';
import type { Jaune, Rangee, TableCroisee } from '../../compile/jaune.ts';
import { lignesPossibles } from '../../compile/lignes-possibles.ts';
import { Selection } from '../../compile/selection.ts';
import type { NomTable } from '../../compile/tables-decrites.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';

/** A figure as the page shows it: its amount and, where its lines are all named, the address that opens them. */
export interface ChiffreVue {
  readonly montant: Montant;
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

/** A figure by its name, whose lines may not all be named. */
export function chiffreDeLaFigure(jaune: Jaune, figure: Figure | undefined): ChiffreVue {
  if (figure === undefined) return { montant: montant(0), nombre: 0, nom: '', adresse: '' };
  const { nom, montant: centimes, nombre, criteres } = figure;
  return chiffreVerifie(jaune, { lignes: nombre, centimes }, criteres, nom);
}

/**
 * The address in the page of what criteria select: `pays=senegal`, `domaine=export&territoire=asie`. It is the anchor of
 * the entry of the index that lists the lines and, with the script, what opens them. Values are names: nothing to escape
 * but the ampersand.
 */
export function adresseDe(criteres: readonly Critere[]): string {
  if (criteres.length === 0) return 'verdict=internationale';
  return criteres.map(([champ, valeur]) => `${champ}=${valeur}`).join('&');
}

interface Nommees {
  readonly rangs: readonly number[];
  readonly centimes: number;
}

/** What was counted among all lines, by address: many steps of a bridge open on the same lines. */
const comptees = garderPar((_lignes: Jaune['lignes']) => new Map<string, Nommees>());

/** The ranks of the named lines that criteria select, and what they make. */
export function compterLesNommees(jaune: Jaune, criteres: readonly Critere[]): Nommees {
  const possibles = lignesPossibles(jaune, jaune.lignes, criteres);
  if (possibles !== undefined) return compterCelles(jaune, possibles, criteres);
  const connues = comptees(jaune.lignes);
  const adresse = adresseDe(criteres);
  const nommees = connues.get(adresse) ?? compterCelles(jaune, jaune.lignes.keys(), criteres);
  connues.set(adresse, nommees);
  return nommees;
}

function compterCelles(jaune: Jaune, possibles: Iterable<number>, criteres: readonly Critere[]): Nommees {
  const selection = new Selection(jaune, criteres);
  const rangs: number[] = [];
  let centimes = 0;
  for (const rang of possibles) {
    const affectation = jaune.lignes[rang];
    const comptes = affectation && selection.compter(affectation);
    if (comptes === undefined) continue;
    rangs.push(rang);
    centimes += comptes;
  }
  return { rangs, centimes };
}

/** What lines that criteria select make of a figure. */
export function compterParmi(jaune: Jaune, rangs: readonly number[], criteres: readonly Critere[]): Montant {
  const selection = new Selection(jaune, criteres);
  let centimes = 0;
  for (const rang of rangs) {
    const affectation = jaune.lignes[rang];
    if (affectation) centimes += selection.compter(affectation) ?? 0;
  }
  return montant(centimes);
}

/**
 * The ranks of the lines of a figure whose lines may not all be named; nothing for a figure without lines, or when those that
 * are named do not make it to the cent: it then opens on none.
 */
export function nommerToutes(
  jaune: Jaune,
  { lignes, centimes }: Compte,
  criteres: readonly Critere[],
): readonly number[] | undefined {
  if (lignes === 0 || lignes > jaune.lignes.length) return undefined;
  const nommees = compterLesNommees(jaune, criteres);
  return nommees.rangs.length === lignes && nommees.centimes === centimes ? nommees.rangs : undefined;
}
