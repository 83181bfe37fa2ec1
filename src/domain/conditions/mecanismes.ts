import type { Nomenclature, TypeCode } from '../codes/nomenclature.ts';
import { normaliserSelon } from '../textes/texte.ts';
import type { Atome } from './atomes.ts';
import type { Attente, FormeDeTexte, FormeLue, Grammaire, Mecanisme, Predicat, TypeDAttente } from './attente.ts';
import { commencePar } from './commence-par.ts';
import { egal } from './egal.ts';
import { famille } from './famille.ts';
import { intervalle } from './intervalle.ts';
import { liste } from './liste.ts';
import { minMax } from './min-max.ts';
import { mots } from './mots.ts';
import { absent, present } from './presence.ts';
import { sauf } from './sauf.ts';

export const MECANISMES: { readonly [T in TypeDAttente]: Mecanisme<T> } = {
  egal,
  famille,
  intervalle,
  present,
  absent,
  mots,
  commence_par: commencePar,
  montant: minMax,
  sauf,
  liste,
};

const TOUS = Object.entries(MECANISMES) as readonly (readonly [TypeDAttente, Mecanisme<TypeDAttente>])[];

/** The expectations that are a word alone. */
export const MOTS_SEULS: readonly string[] = TOUS.flatMap(([type, mecanisme]) => ('mot' in mecanisme ? type : []));

/** The forms of text that stand for more than themselves. */
export const FORMES_DE_TEXTE: readonly FormeDeTexte[] = TOUS.flatMap(([, mecanisme]) =>
  'forme' in mecanisme ? mecanisme.forme : [],
);

export const MECANISMES_A_CLES = TOUS.flatMap(([, mecanisme]) => ('cles' in mecanisme ? mecanisme : []));

export function mecanismeDe(attente: Attente): Mecanisme<TypeDAttente> {
  return MECANISMES[attente.type];
}

/** Reads `048`, `04*`, `041..044`, `present` or `absent`; gives back what is wrong, in words, when it cannot. */
export function lireLitteral(texte: string): Attente | string {
  const net = texte.trim();
  if (net === '' || net === '*') return 'La valeur attendue est vide ; écrivez present ou absent.';
  if (MOTS_SEULS.includes(net)) return { type: net } as Attente;
  for (const forme of FORMES_DE_TEXTE) {
    const lu = forme.lire(net);
    if (lu !== undefined) return lu;
  }
  return { type: 'egal', valeur: net };
}

/** What an expectation asks for, in words: `« 048 »`, `l’un des mots « Mali », « export »`, `au moins 1 000,00 €`. */
export function ecrireAttente(attente: Attente): string {
  return mecanismeDe(attente).enMots(attente, GRAMMAIRE);
}

/** What an expectation asks for where it must not hold. */
export function ecrireContraire(attente: Attente): string {
  const contraire = contraireDe(attente);
  return contraire ? ecrireAttente(contraire) : `tout sauf ${ecrireAttente(attente)}`;
}

/** The expectation that is met when this one is not, when there is one. */
export function contraireDe(attente: Attente): Attente | undefined {
  return mecanismeDe(attente).contraire?.(attente);
}

export function formeLue(attente: Attente): FormeLue {
  const mecanisme = mecanismeDe(attente);
  if ('testerMontant' in mecanisme) return 'montant';
  return mecanisme.formeLue?.(attente, GRAMMAIRE) ?? 'normale';
}

/**
 * The test of an expectation on a text in the form that it reads.
 * @throws RangeError when it is of an amount
 */
export function testerTexte(attente: Attente, normaliser: (texte: string) => string): Predicat<string> {
  const mecanisme = mecanismeDe(attente);
  if ('testerMontant' in mecanisme) throw new RangeError('un montant ne se teste pas sur un texte');
  return mecanisme.tester(attente, normaliser, GRAMMAIRE);
}

/**
 * The test of an expectation on a text in the normal form of its field; nothing when that form does not tell, as for words
 * looked for in a code, or when the expectation is of an amount.
 */
export function testerNormal(attente: Attente, code: boolean): Predicat<string> | undefined {
  const forme = formeLue(attente);
  if (forme === 'montant' || (code && forme === 'pliee')) return undefined;
  return testerTexte(attente, normaliserSelon(code));
}

/** The expectations inside lists and negations. */
export function attentesSimples(attente: Attente): readonly Attente[] {
  return mecanismeDe(attente).parties?.(attente).flatMap(attentesSimples) ?? [attente];
}

/** What an expectation breaks into. */
export function atomesDe(attente: Attente, code: boolean): readonly Atome[] {
  return mecanismeDe(attente).atomes?.(attente, code, GRAMMAIRE) ?? [{ type: 'autre', texte: ecrireAttente(attente) }];
}

/** How many atoms an expectation breaks into, without breaking it. */
export function compterAtomes(attente: Attente): number {
  return mecanismeDe(attente).nombreDAtomes?.(attente, GRAMMAIRE) ?? 1;
}

/** Whether the nomenclature has a code that meets an expectation; `true` when nothing of the kind is asked. */
export function existeDansLaNomenclature(attente: Attente, type: TypeCode, nomenclature: Nomenclature): boolean {
  return mecanismeDe(attente).existe?.(attente, type, nomenclature) ?? true;
}

/** What those that hold others are given. */
export const GRAMMAIRE: Grammaire = {
  lireLitteral,
  enMots: ecrireAttente,
  formeLue,
  tester: testerTexte,
  atomesDe,
  compterAtomes,
};
