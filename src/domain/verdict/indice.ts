import { type Montant, montant, valeurAbsolue } from '../argent/montant.ts';
import type { Signal, SignalEcarte } from './signal.ts';

/** The kinds of things that a line may have in common with lines decided before. */
export type GenreDeTrait = 'beneficiaire' | 'programme_action' | 'libelle' | 'mot' | 'signal' | 'sans_signal';

/** Something that a line may have in common with others. */
export interface Trait {
  readonly genre: GenreDeTrait;
  /** What is compared; two lines have a trait in common when genre and key are the same. */
  readonly cle: string;
  /** As shown: the word, the name as received. */
  readonly valeur: string;
  /** For a signal, its family: those of one kind and strength, which stand for it until it has been seen itself. */
  readonly famille?: string;
}

/** How many decided lines have something in common, and how many of them were international. */
export interface Decompte {
  readonly internationales: number;
  readonly lignes: number;
}

/** What a trait of a line says, from what became of the decided lines that had it. */
export interface Indice extends Decompte {
  readonly trait: Trait;
  /** The rate that was expected of it before it was seen: that of all lines, or for a signal that of its family. */
  readonly attendu: number;
  /** For a signal, the counts of its family. */
  readonly famille?: Decompte;
  /** For a word that was never seen, what the words that were say of its parts, the strongest first. */
  readonly parties?: readonly PartieDeMot[];
  /** The first and the last exercice in which it was seen; empty when it never was. */
  readonly depuis: string;
  readonly jusque: string;
  /** By itself, in decibans. */
  readonly points: number;
  /** Of these, what counts for the line: the weaker of many are left aside, the second signals count for half. */
  readonly retenus: number;
}

/**
 * Four letters that follow one another in a word, `^` and `$` standing for its beginning and its end: `^afr` of `afrika`. Its counts are
 * the sum of those of the words seen that have it.
 */
export interface PartieDeMot extends Decompte {
  readonly partie: string;
  readonly points: number;
}

export interface Rappel {
  /** All the decided lines that were learnt. */
  readonly apprises: Decompte;
  /** The rate at which decided lines are international. */
  readonly taux: number;
  /** Where an open line starts, before anything is known of it, in decibans: that rate, or one in twenty if it is less. */
  readonly depart: number;
  /** Those that count, the strongest first, then the others. */
  readonly indices: readonly Indice[];
  /** Sum of what counts. */
  readonly points: number;
}

/** What speaks of a line, in full: to explain. */
export interface ExamenDetaille {
  readonly signaux: readonly Signal[];
  /** The words that look like signals and mean something else. */
  readonly ecartes: readonly SignalEcarte[];
  readonly pointsDesSignaux: number;
  readonly rappel: Rappel;
  readonly examen: Examen;
}

/** What the line has in common with those that were decided, in words. */
export function ecrireTrait({ genre, valeur }: Trait): string {
  switch (genre) {
    case 'beneficiaire':
      return 'même bénéficiaire';
    case 'programme_action':
      return `même programme et action (${valeur})`;
    case 'libelle':
      return 'même libellé';
    case 'mot':
      return `mot « ${valeur} »`;
    case 'signal':
      return `signal « ${valeur} »`;
    case 'sans_signal':
      return 'aucun signal';
  }
}

/**
 * What the lines decided in earlier exercices make one think of a line that is open. It never decides: it goes with the line
 * to the person who does.
 */
export interface Suggestion {
  readonly conclusion: 'internationale' | 'non_internationale';
  /** The reason in words: « comme en 2011 : même bénéficiaire, 3 lignes, toutes internationales ». */
  readonly motif: string;
}

/** What speaks of a line on which nobody has decided: signals, and memory. */
export interface Examen {
  /**
   * How international the line looks, in tenths of a power of ten of its odds (decibans): 0 is one chance in two, 10 ten to
   * one, -10 one to ten. The sum of the signals, of what memory says, and of what a line is before anything is known of it.
   */
  readonly points: number;
  readonly suggestion: Suggestion | undefined;
}

const MILLION = 1_000_000;

/** The chance that a line is international, in millionths: 500 000 at 0 points, 47 727 at -13. */
function chance(points: number): number {
  return Math.round(MILLION / (1 + 10 ** (-points / 10)));
}

/**
 * What is at stake in a line on which nobody has decided: the euros that are expected of it, its amount × the chance that it is
 * international, rounded to the cent. Exact: what a number cannot count is worked out in whole numbers without bounds.
 */
export function enjeuDe(centimes: Montant, points: number): Montant {
  const produit = 2n * BigInt(valeurAbsolue(centimes)) * BigInt(chance(points)) + BigInt(MILLION);
  return montant(Number(produit / BigInt(2 * MILLION)));
}
