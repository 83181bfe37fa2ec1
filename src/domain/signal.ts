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

/** A signal that does not count, because the word means something else where it stands; told all the same. */
export interface SignalEcarte extends Signal {
  /** The false friend: `place d'Italie`. */
  readonly fauxAmi: string;
  /** What it really is: « place et station de Paris ». */
  readonly motif: string;
}
