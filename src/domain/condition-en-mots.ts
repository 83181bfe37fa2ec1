import type { Attente, Condition } from './condition.ts';
import { formaterEntier, formaterEuros } from './format.ts';

/** Elements of a list written out; the others are counted. */
const ELEMENTS_MAX = 4;
const LONGUEUR_MAX = 60;

/** What an expectation asks for, in words: `« 048 »`, `l’un des mots « Mali », « export »`, `au moins 1 000,00 €`. */
export function ecrireAttente(attente: Attente): string {
  switch (attente.type) {
    case 'egal':
      return citer(attente.valeur);
    case 'famille':
      return citer(`${attente.prefixe}*`);
    case 'intervalle':
      return citer(`${attente.debut}..${attente.fin}`);
    case 'liste':
      return enumerer(attente.attentes, ecrireAttente, ' ou ');
    case 'mots':
      return `${attente.mots.length > 1 ? 'l’un des mots' : 'le mot'} ${enumerer(attente.mots, citer, ', ')}`;
    case 'commence_par':
      return `un début ${citer(attente.debut)}`;
    case 'montant':
      return [
        ...(attente.min === undefined ? [] : [`au moins ${formaterEuros(attente.min)}`]),
        ...(attente.max === undefined ? [] : [`au plus ${formaterEuros(attente.max)}`]),
      ].join(' et ');
    case 'present':
      return 'une cellule remplie';
    case 'absent':
      return 'une cellule vide';
    case 'sauf':
      return `tout sauf ${ecrireAttente(attente.attente)}`;
  }
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
  if (condition.type === 'tous') return parties.join('\u202f; ');
  return condition.type === 'un' ? parties.join(' ou ') : `jamais ${parties.join(' ni ')}`;
}

/** What an expectation asks for where it must not hold. */
export function ecrireContraire(attente: Attente): string {
  if (attente.type === 'sauf') return ecrireAttente(attente.attente);
  if (attente.type === 'present') return ecrireAttente({ type: 'absent' });
  if (attente.type === 'absent') return ecrireAttente({ type: 'present' });
  return `tout sauf ${ecrireAttente(attente)}`;
}

/** A text between French quotation marks, cut when it is long; nothing is said to be nothing. */
export function citer(texte: string): string {
  if (texte === '') return 'rien';
  const lettres = [...texte];
  return `« ${lettres.length > LONGUEUR_MAX ? `${lettres.slice(0, LONGUEUR_MAX).join('')}…` : texte} »`;
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
  const cela = tient(condition);
  // `tous` holds by all its parts and fails by some; `un` and `aucun` turn that one way or the other.
  const parties = condition.conditions.filter((partie) => {
    if (condition.type === 'aucun') return tient(partie) !== cela;
    return tient(partie) === cela;
  });
  return parties.flatMap((partie) => essaisDecisifs(partie, tient, condition.type === 'aucun' ? !voulue : voulue));
}

function enumerer<T>(elements: readonly T[], ecrire: (element: T) => string, lien: string): string {
  const reste = elements.length - ELEMENTS_MAX;
  const ecrits = elements.slice(0, ELEMENTS_MAX).map(ecrire).join(lien);
  return reste > 0 ? `${ecrits}${lien.trimEnd()} … (${formaterEntier(reste)} de plus)` : ecrits;
}
