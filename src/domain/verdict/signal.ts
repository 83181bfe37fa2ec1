import { nommerChamp } from '../lignes/champs.ts';

/**
 * What kind of word was seen. `pays`, `gentilé` (its people, its adjective), `lieu` (capital, partner city or region), `aire`
 * (a part of the world larger than a country); `programme`, `reseau` (public body, network), `organisation`
 * (non-governmental), `mot` (ordinary word of the trade).
 */
export type GenreSignal = 'pays' | 'gentilé' | 'lieu' | 'aire' | 'programme' | 'reseau' | 'organisation' | 'mot';

/** How much a word tells: 1 (weak: often means something else), 2, or 3 (strong). */
export type Poids = 1 | 2 | 3;

/** Something in a line that makes one think of abroad; it makes a line worth a look, it never decides. */
export interface Signal {
  /** The word of the reference tables: `Sénégal`. */
  readonly mot: string;
  /** The same as it stands in the line: `SENEGAL`. */
  readonly texte: string;
  /** Name of the column where it was seen, as rules call it. */
  readonly champ: string;
  /** Where it begins in the cell, in characters, from 1. */
  readonly position: number;
  readonly genre: GenreSignal;
  readonly poids: Poids;
  /** Code of the country of which it speaks; empty when it speaks of none, or of several. */
  readonly pays: string;
}

export const AUCUN_SIGNAL: readonly Signal[] = [];

/** What makes one think of abroad in a line, for readers: `« Dakar » (lieu), « export » (libellé)`. */
export function ecrireSignaux(signaux: readonly Signal[]): string {
  return signaux.map(({ mot, champ }) => `« ${mot} » (${nommerChamp(champ)})`).join(', ');
}

/** A signal that does not count, because the word means something else where it stands; told all the same. */
export interface SignalEcarte extends Signal {
  /** The false friend: `place d'Italie`. */
  readonly fauxAmi: string;
  /** What it really is: « place et station de Paris ». */
  readonly motif: string;
}

/** A word of the trade that hints at international action. It never decides: it sends the line to a person. */
export interface MotSignal {
  readonly mot: string;
  readonly genre: Extract<GenreSignal, 'programme' | 'mot' | 'reseau' | 'organisation'>;
  readonly poids: Poids;
  /** Where the word was found. */
  readonly source: string;
}

/** What signals are looked for with, the names of places apart: the words of the trade, and the false friends. */
export interface VocabulaireDesSignaux {
  readonly mots: readonly MotSignal[];
  readonly fauxAmis: readonly FauxAmi[];
}

/**
 * How far a false friend reaches.
 * - `texte`: the word says nothing in a free text (Maurice, Florence), but designates the place when it stands alone where
 *   a place is expected;
 * - `lieu`: not even then (Vienne and Valence are in France too);
 * - `expression`: a longer expression, inside which no word is a signal (`place d'Italie`);
 * - `voie`: a noun after which the name of a place is that of a street, a station, a school (`avenue` d'Italie).
 */
export const PORTEES = ['texte', 'lieu', 'expression', 'voie'] as const;
export type Portee = (typeof PORTEES)[number];

/** A word or expression that looks like a signal and is none, with what it really is. */
export interface FauxAmi {
  readonly expression: string;
  readonly portee: Portee;
  /** What it really is, for whoever wonders why the word did not count. */
  readonly motif: string;
  /** A real label or name where it deceives; no signal is seen in it. */
  readonly exemple: string;
  /** Where the example was read. */
  readonly source: string;
}

/** What a signal of each strength says by itself, in decibans: doubles the odds, multiplies them by five, by sixteen. */
export const POINTS_PAR_POIDS: Readonly<Record<Poids, number>> = { 1: 3, 2: 7, 3: 12 };
const RETENUS = 3;

/**
 * What counts of the points of a signal, by its rank among those of a line: the first whole, the next two for half. Two
 * countries in one label do not make two reasons.
 */
export function pointsSelonLeRang(points: number, rang: number): number {
  if (rang === 0) return points;
  return rang < RETENUS ? Math.trunc(points / 2) : 0;
}

/**
 * The score of the signals of a line: the strongest whole, the next two for half. What speaks of the same country (its name,
 * its capital, its people), and a word seen twice, count once, for the strongest.
 */
export function pointsDesSignaux(signaux: readonly Signal[]): number {
  if (signaux.length === 0) return 0;
  const parSujet = new Map<string, number>();
  for (const { mot, poids, pays } of signaux) {
    const sujet = pays || mot;
    parSujet.set(sujet, Math.max(parSujet.get(sujet) ?? 0, POINTS_PAR_POIDS[poids]));
  }
  const forces = [...parSujet.values()].sort((gauche, droite) => droite - gauche);
  return forces.reduce((somme, points, rang) => somme + pointsSelonLeRang(points, rang), 0);
}
