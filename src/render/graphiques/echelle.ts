import { type Montant, montant } from '../../domain/argent/montant.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { ecrire, nombre } from './cadre.ts';
import { mesurer } from './texte.ts';

const EURO = 100;
const MILLIER = 100_000;
const MILLION = 100_000_000;
const GRADUATIONS = 5;
/** The size that the amounts of the axis have on a telephone. */
export const CORPS_D_AXE = 17;

/** Where amounts stand along a line: its two ends, and the place of an amount. */
export interface Echelle {
  readonly debut: number;
  readonly fin: number;
  readonly place: (valeur: number) => number;
  /** Round amounts to write along the line, zero among them. */
  readonly graduations: readonly Montant[];
}

/** The smallest of 1, 2, 5, 10, 20, 50… cents that is not under the value; exact, without logarithms. */
export function arrondirAuDessus(valeur: number): number {
  let pas = 1;
  for (const facteur of suite125()) {
    if (pas >= valeur) break;
    pas *= facteur;
    pas = Math.round(pas);
  }
  return pas;
}

/** The greatest of 1, 2, 5, 10, 20, 50… cents that is not over the value; 1 where it is less. */
export function arrondirAuDessous(valeur: number): number {
  let pas = 1;
  for (const facteur of suite125()) {
    const suivant = Math.round(pas * facteur);
    if (suivant > valeur) break;
    pas = suivant;
  }
  return pas;
}

/** 1 → 2 → 5 → 10 → 20…: what each step multiplies the one before by. */
function* suite125(): Generator<number> {
  for (;;) yield* [2, 2.5, 2];
}

/** Spreads amounts from the least (or zero) to the greatest (or zero), ends rounded, over `debut`–`fin`. */
export function etaler(valeurs: readonly number[], debut: number, fin: number): Echelle {
  const bas = Math.min(0, ...valeurs);
  const haut = Math.max(0, ...valeurs);
  const pas = arrondirAuDessus(Math.max((haut - bas) / GRADUATIONS, EURO));
  const premier = Math.floor(bas / pas);
  const dernier = Math.max(Math.ceil(haut / pas), premier + 1);
  const graduations = Array.from({ length: dernier - premier + 1 }, (_, rang) => montant((premier + rang) * pas));
  const place = (valeur: number) => debut + ((valeur - premier * pas) / ((dernier - premier) * pas)) * (fin - debut);
  return { debut, fin, place, graduations };
}

/** The lines that go down from the axis, and its amounts above them; none at the two ends, where texts begin and end. */
export function tracerAxe(
  echelle: Echelle,
  haut: number,
  bas: number,
  graduer: (valeur: Montant, plusGrande: number) => string = ecrireRond,
): string {
  const { graduations, place } = echelle;
  const plusGrande = Math.max(...graduations.map(Math.abs));
  const ecrites = graduations.map((valeur) => graduer(valeur, plusGrande));
  const lignes = graduations.slice(1, -1).map((valeur) => {
    const x = nombre(place(valeur));
    return `<line x1="${x}" y1="${nombre(haut)}" x2="${x}" y2="${nombre(bas)}" class="g-grille"/>`;
  });
  const rangDeZero = graduations.indexOf(montant(0));
  const pas = combienEnSauter(echelle, ecrites);
  const textes = graduations.map((valeur, rang) => {
    if ((rang - rangDeZero) % pas !== 0) return '';
    const cote = rang === 0 ? 'g-debut' : rang === graduations.length - 1 ? 'g-fin' : 'g-milieu';
    return ecrire(place(valeur), haut - 6, ecrites[rang] ?? '', `g-axe ${cote}`);
  });
  return `<g aria-hidden="true">${lignes.join('')}${textes.join('')}</g>`;
}

/**
 * One amount in how many is written, so that none runs into the next: counted from zero, which is always written. The last
 * one stands wholly at the left of its place, half of the one before at the right of its own.
 */
function combienEnSauter({ graduations, debut, fin }: Echelle, ecrites: readonly string[]): number {
  const large = Math.max(...ecrites.map((ecrite) => mesurer(ecrite, CORPS_D_AXE)));
  return Math.max(1, Math.ceil((1.5 * large + 6) / ((fin - debut) / (graduations.length - 1))));
}

/** The line of zero beside one bar, a little longer than it. */
export function tracerZero({ place }: Echelle, haut: number, hauteur: number): string {
  const x = nombre(place(0));
  return `<line x1="${x}" y1="${nombre(haut - 3)}" x2="${x}" y2="${nombre(haut + hauteur + 3)}" class="g-zero"/>`;
}

/**
 * A round amount in the unit of the largest beside it: `2,5 M€`, `500 k€`, `0`. Round amounts have few decimals: all are
 * written, none is lost.
 */
export function ecrireRond(valeur: Montant, plusGrande: number = Math.abs(valeur)): string {
  if (valeur === 0) return '0';
  const [unite, nom] = plusGrande >= MILLION ? [MILLION, 'M€'] : plusGrande >= MILLIER ? [MILLIER, 'k€'] : [EURO, '€'];
  const absolu = Math.abs(valeur);
  const entier = Math.floor(absolu / unite);
  const reste = String(absolu - entier * unite)
    .padStart(String(unite).length - 1, '0')
    .replace(/0+$/, '');
  const signe = valeur < 0 ? '\u2212' : '';
  return `${signe}${formaterEntier(entier)}${reste === '' ? '' : `,${reste}`}\u202f${nom}`;
}
