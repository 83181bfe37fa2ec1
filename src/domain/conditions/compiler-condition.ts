import type { Montant } from '../argent/montant.ts';
import { normaliserCode, normaliserSelon, plier } from '../textes/texte.ts';
import type { Attente, Predicat } from './attente.ts';
import { combiner } from './combinaisons.ts';
import type { Condition } from './condition.ts';
import { formeLue, mecanismeDe, testerTexte } from './mecanismes.ts';

/** How to read the fields of the objects on which conditions are tried. */
export interface Lecteurs<T> {
  /** Reads a text field; `undefined` for an unknown field. */
  texte(champ: string): ((objet: T) => string) | undefined;
  /** Reads the amount, where the objects have one. */
  readonly montant?: (objet: T) => Montant | undefined;
  /** Whether a field holds a code: then white space does not count, but accents and letters do. */
  estCode(champ: string): boolean;
  /** Reads a field folded by {@link plier}; a caller that asks often for the same may remember it. */
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
  const plie = lecteurs.plie?.(champ) ?? ((objet: T) => plier(lire(objet)));
  const code = lecteurs.estCode(champ);
  const tester = testerTexte(attente, normaliserSelon(code));
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
