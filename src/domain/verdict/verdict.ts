import { ecrireFraction, type Fraction } from '../argent/fraction.ts';
import type { Cellule, Dimension } from './dimensions.ts';
import type { Flux, Rattachement } from './flux.ts';
import type { Examen } from './indice.ts';
import type { Signal } from './signal.ts';

/** The places where a line can end, exactly one each, in the order in which documents show them. */
export const PLACES = [
  'internationale',
  'exceptionnelle',
  'non_internationale',
  'exclue',
  'a_arbitrer',
  'non_examinee',
] as const;
export type Place = (typeof PLACES)[number];

export const LIBELLES_PLACES: Readonly<Record<Place, string>> = {
  internationale: 'Internationale',
  exceptionnelle: 'Exceptionnelle (pour mémoire)',
  non_internationale: 'Non internationale',
  exclue: 'Exclue du périmètre',
  a_arbitrer: 'À arbitrer',
  non_examinee: 'Non examinée',
};

/** What readers see for the places all together. */
export const LIBELLE_DU_TOTAL_RECU = 'Total des fichiers reçus';
/** What readers see for what no breakdown places. */
export const NON_VENTILE = 'Non ventilé';

/** Whether lines in a place are actions of the jaune, in the headline or for information: these are shared and broken down. */
export function estRetenue(place: string | undefined): boolean {
  return place === 'internationale' || place === 'exceptionnelle';
}

/** The questions that are put to each line, in this order. The last ties lines: it moves none. */
export const QUESTIONS = ['perimetre', 'international', 'exceptionnel', 'ventilation', 'rattachement'] as const;
export type Question = (typeof QUESTIONS)[number];

/** A rule that concluded, or would have. */
export interface RegleCitee {
  readonly id: string;
  /** What it concludes, as its author wrote it. */
  readonly conclusion: string;
  readonly motif: string;
  readonly reference: string;
  /** Where it stands: `regles/20-international.yaml:14`. */
  readonly lieu: string;
}

/** Who answered a question: a rule, a person, a signal (which never decides), the line itself, or nobody. */
export type Auteur =
  | { readonly type: 'regle'; readonly regle: RegleCitee }
  | { readonly type: 'decision'; readonly lieu: string; readonly auteur: string; readonly date: string }
  | { readonly type: 'source' }
  | { readonly type: 'signal' }
  | { readonly type: 'defaut' };

/** The answer to one question (for the breakdown: to one dimension of it). */
export interface Reponse {
  readonly question: Question;
  readonly dimension?: Dimension;
  /** The answer in words: `internationale`, `quote-part de 30 %`, `axe : Jeunesse`… */
  readonly conclusion: string;
  readonly auteur: Auteur;
  readonly motif: string;
  /** The rules that would have concluded had nothing come before them, in order. */
  readonly autres: readonly RegleCitee[];
}

/** A part of a line in one cell of the breakdown. The parts of a line make the whole. */
export interface PartVentilee extends Cellule {
  readonly place: Place;
  /** Share of the line. */
  readonly part: Fraction;
  /** That share in euros, when an exact amount was written for the line; absent for fractions. */
  readonly partEcrite?: string;
}

/**
 * Where a line ends, for what share, and why. Holds no amount, so that lines alike can share one verdict.
 */
export interface Verdict {
  readonly place: Place;
  /** The share that `place` keeps; the rest is `non_internationale`. */
  readonly quotePart: Fraction;
  /** That share as it was written, when it is an exact amount: « 12 500,00 € »; absent for fractions. */
  readonly quotePartEcrite?: string;
  /** How the share was found; empty for the whole. */
  readonly cle: string;
  /** The flow by which its euro passes through another file too, when a rule or a person says so. */
  readonly flux?: Flux;
  /** To what a rule or a person ties it. */
  readonly rattachement?: Rattachement;
  /** First the parts of `place`, then, for a share, the rest. Their shares add up to one. */
  readonly parts: readonly PartVentilee[];
  /** The answers, in the order of the questions. */
  readonly reponses: readonly Reponse[];
  readonly signaux: readonly Signal[];
  /** For a line that is open, what speaks of it; absent for the others. */
  readonly examen?: Examen;
  /** The answer that put the line where it is. */
  readonly decisive: Reponse;
}

/** The quote-part of a verdict as readers see it: `30 %`, or the exact amount that was written. */
export function ecrireQuotePart({ quotePart, quotePartEcrite }: Verdict): string {
  return quotePartEcrite ?? ecrireFraction(quotePart);
}

/** The share of a part as readers see it: `30 %`, or euros where an exact amount was written for the line. */
export function ecrirePartVentilee({ part, partEcrite }: PartVentilee): string {
  return partEcrite ?? ecrireFraction(part);
}

/** What decided a line, in one word for tables: the rule's id, `arbitrage`, or nothing. */
export function decideur(reponse: Reponse): string {
  if (reponse.auteur.type === 'regle') return reponse.auteur.regle.id;
  return reponse.auteur.type === 'decision' ? 'arbitrage' : '';
}

/** Whether a person decided of the line, were it only that it belongs to the perimeter: rules may then put it where it is, or nothing. */
export function estDecidee({ reponses }: Verdict): boolean {
  return reponses.some(({ auteur }) => auteur.type === 'decision');
}
