import type { Montant } from '../argent/montant.ts';
import type { Chemin } from '../constats/constat.ts';
import { normaliserCode, normaliserSelon, plier } from '../textes/texte.ts';
import type { Attente, Predicat } from './attente.ts';
import { COMBINAISONS, combiner, type TypeDeCombinaison } from './combinaisons.ts';
import { ecrireAttente, formeLue, mecanismeDe, testerTexte } from './mecanismes.ts';

/** A condition over the fields of a line (in rules) or the columns of a file (for rows to leave out). */
export type Condition =
  /** `chemin`: where the field is written. */
  | { readonly type: 'champ'; readonly champ: string; readonly attente: Attente; readonly chemin?: Chemin }
  | { readonly type: TypeDeCombinaison; readonly conditions: readonly Condition[] };

/** Visits each expectation of a condition with its field and, where known, its place. */
export function parcourirAttentes(
  condition: Condition,
  visiter: (champ: string, attente: Attente, chemin: Chemin | undefined) => void,
): void {
  if (condition.type === 'champ') visiter(condition.champ, condition.attente, condition.chemin);
  else for (const partie of condition.conditions) parcourirAttentes(partie, visiter);
}

/** What is tried on one object: an expectation of a condition, where it stands, and whether it holds there. */
export interface Essai {
  readonly champ: string;
  readonly attente: Attente;
  /** Whether the condition wants it to hold: inside `aucun`, it wants it not to. */
  readonly voulue: boolean;
}

/**
 * The expectations that make a condition hold or fail on an object: of `tous`, those that fail, or all when all hold; of
 * `un`, the reverse; of `aucun`, likewise with the wish turned.
 * @param tient whether one condition holds on the object
 */
export function essaisDecisifs(
  condition: Condition,
  tient: (condition: Condition) => boolean,
  voulue = true,
): readonly Essai[] {
  if (condition.type === 'champ') return [{ champ: condition.champ, attente: condition.attente, voulue }];
  const { niees } = COMBINAISONS[condition.type];
  const cela = tient(condition);
  const parties = condition.conditions.filter((partie) => (tient(partie) !== niees) === cela);
  return parties.flatMap((partie) => essaisDecisifs(partie, tient, voulue !== niees));
}

/**
 * A condition in words: `fonction : « 044 » ; libellé : le mot « export »`. What must hold together is joined by ` ; `, what
 * may hold by ` ou `, what must not by ` ni `.
 * @param nommer how readers call a field
 */
export function ecrireCondition(condition: Condition, nommer: (champ: string) => string): string {
  if (condition.type === 'champ') return `${nommer(condition.champ)}\u00a0: ${ecrireAttente(condition.attente)}`;
  const parties = condition.conditions.map((partie) => {
    const ecrite = ecrireCondition(partie, nommer);
    const simple = partie.type === 'champ' || condition.conditions.length === 1;
    return simple ? ecrite : `(${ecrite})`;
  });
  return COMBINAISONS[condition.type].enMots(parties);
}

/** How to read the fields of the objects on which conditions are tried. */
export interface Lecteurs<T> {
  /** Reads a text field; `undefined` for an unknown field. */
  texte(champ: string): ((objet: T) => string) | undefined;
  readonly montant?: (objet: T) => Montant | undefined;
  /** Whether a field holds a code: then white space does not count, but accents and letters do. */
  estCode(champ: string): boolean;
  /** How the texts of a field are compared, those of objects and those expected, when it is not {@link plier} alone. */
  readonly normaliser?: (champ: string) => ((texte: string) => string) | undefined;
  /** Reads a field folded, by {@link plier} or as it is compared; a caller that asks often for the same may remember it. */
  readonly plie?: (champ: string) => (objet: T) => string;
  /**
   * Makes the test « contains one of these words » for a field; a caller that asks for many words of the same texts may
   * look for all of them at once.
   */
  readonly contientUnDe?: (champ: string, mots: readonly string[]) => Predicat<T>;
}

/**
 * Turns a condition into a test.
 * @throws RangeError on a field that the objects do not have: who reads conditions has told it before
 */
export function compilerCondition<T>(condition: Condition, lecteurs: Lecteurs<T>): Predicat<T> {
  if (condition.type === 'champ') return compilerChamp(condition.champ, condition.attente, lecteurs);
  return combiner(
    condition.type,
    condition.conditions.map((partie) => compilerCondition(partie, lecteurs)),
  );
}

function compilerChamp<T>(champ: string, attente: Attente, lecteurs: Lecteurs<T>): Predicat<T> {
  const mecanisme = mecanismeDe(attente);
  if ('testerMontant' in mecanisme) return compilerMontant(mecanisme.testerMontant(attente), lecteurs);
  const lire = lecteurs.texte(champ);
  if (!lire) throw new RangeError(`champ inconnu : ${champ}`);
  if (attente.type === 'mots' && lecteurs.contientUnDe) return lecteurs.contientUnDe(champ, attente.mots);
  const normaliser = lecteurs.normaliser?.(champ);
  const plie = lecteurs.plie?.(champ) ?? ((objet: T) => (normaliser ?? plier)(lire(objet)));
  const code = lecteurs.estCode(champ);
  const tester = testerTexte(attente, normaliser ?? normaliserSelon(code));
  const lireCompare = code && formeLue(attente) === 'normale' ? (objet: T) => normaliserCode(lire(objet)) : plie;
  return (objet) => tester(lireCompare(objet));
}

function compilerMontant<T>(tester: Predicat<Montant>, { montant: lire }: Lecteurs<T>): Predicat<T> {
  if (!lire) throw new RangeError('ces objets n’ont pas de montant');
  return (objet) => {
    const valeur = lire(objet);
    return valeur !== undefined && tester(valeur);
  };
}
