import type { Attente, Condition } from './condition.ts';
import { Lexique } from './lexique.ts';
import type { Montant } from './montant.ts';
import { normaliserCode, plier } from './texte.ts';

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

/** A condition ready to be tried on an object. */
export type Predicat<T> = (objet: T) => boolean;

/**
 * Turns a condition into a test.
 * @throws RangeError on a field that the objects do not have: who reads conditions has told it before
 */
export function compilerCondition<T>(condition: Condition, lecteurs: Lecteurs<T>): Predicat<T> {
  if (condition.type === 'champ') return compilerChamp(condition.champ, condition.attente, lecteurs);
  const predicats = condition.conditions.map((partie) => compilerCondition(partie, lecteurs));
  const [seul] = predicats;
  if (seul && predicats.length === 1 && condition.type !== 'aucun') return seul;
  if (condition.type === 'tous') return (objet) => predicats.every((predicat) => predicat(objet));
  if (condition.type === 'un') return (objet) => predicats.some((predicat) => predicat(objet));
  return (objet) => !predicats.some((predicat) => predicat(objet));
}

function compilerChamp<T>(champ: string, attente: Attente, lecteurs: Lecteurs<T>): Predicat<T> {
  if (attente.type === 'montant') return compilerMontant(attente, lecteurs);
  const lire = lecteurs.texte(champ);
  if (!lire) throw new RangeError(`champ inconnu : ${champ}`);
  if (attente.type === 'mots' && lecteurs.contientUnDe) return lecteurs.contientUnDe(champ, attente.mots);
  const plie = lecteurs.plie?.(champ) ?? ((objet: T) => plier(lire(objet)));
  const code = lecteurs.estCode(champ);
  const lireNormal = code ? (objet: T) => normaliserCode(lire(objet)) : plie;
  const tester = compilerAttente(attente, code ? normaliserCode : plier);
  const lireCompare = porteSurLePlie(attente) ? plie : lireNormal;
  return (objet) => tester(lireCompare(objet));
}

/**
 * The test of an expectation on a text in the normal form of its field; nothing when that form does not tell, as for words
 * looked for in a code, or when the expectation is of an amount.
 */
export function compilerSurNormal(attente: Attente, code: boolean): Predicat<string> | undefined {
  if (attente.type === 'montant' || (code && porteSurLePlie(attente))) return undefined;
  return compilerAttente(attente, code ? normaliserCode : plier);
}

/** Words and beginnings are looked for in the folded text, even of a code. */
function porteSurLePlie(attente: Attente): boolean {
  if (attente.type === 'sauf') return porteSurLePlie(attente.attente);
  return attente.type === 'mots' || attente.type === 'commence_par';
}

function compilerMontant<T>(attente: Attente & { type: 'montant' }, lecteurs: Lecteurs<T>): Predicat<T> {
  const lire = lecteurs.montant;
  if (!lire) throw new RangeError('ces objets n’ont pas de montant');
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = attente;
  return (objet) => {
    const valeur = lire(objet);
    return valeur !== undefined && valeur >= min && valeur <= max;
  };
}

/** The test of an expectation on a text that is already normalised (folded, for words and beginnings). */
function compilerAttente(
  attente: Exclude<Attente, { type: 'montant' }>,
  normaliser: (texte: string) => string,
): Predicat<string> {
  switch (attente.type) {
    case 'present':
      return (texte) => texte !== '';
    case 'absent':
      return (texte) => texte === '';
    case 'egal': {
      const valeur = normaliser(attente.valeur);
      return (texte) => texte === valeur;
    }
    case 'famille': {
      const prefixe = normaliser(attente.prefixe);
      return (texte) => texte.startsWith(prefixe);
    }
    case 'intervalle': {
      const debut = normaliser(attente.debut);
      const fin = normaliser(attente.fin);
      return (texte) => texte.length === debut.length && texte >= debut && texte <= fin;
    }
    case 'mots': {
      const lexique = new Lexique();
      for (const mot of attente.mots) lexique.ajouter(mot);
      return (texte) => lexique.trouver(texte).length > 0;
    }
    case 'commence_par': {
      const debut = plier(attente.debut);
      return (texte) => texte.startsWith(debut);
    }
    case 'liste':
      return compilerListe(attente, normaliser);
    case 'sauf': {
      const predicat = compilerElement(attente.attente, normaliser);
      return (texte) => !predicat(texte);
    }
  }
}

/** The tests of lists, by how texts are brought to normal form: many rules may refer to one list of thousands. */
const LISTES = new Map<(texte: string) => string, WeakMap<Attente, Predicat<string>>>();

function compilerListe(
  attente: Extract<Attente, { type: 'liste' }>,
  normaliser: (texte: string) => string,
): Predicat<string> {
  const connues = LISTES.get(normaliser) ?? new WeakMap<Attente, Predicat<string>>();
  LISTES.set(normaliser, connues);
  const connue = connues.get(attente);
  if (connue) return connue;
  // Values are looked up at once, however many: only families, ranges and lists inside are tried one by one.
  const valeurs = new Set<string>();
  const predicats: Predicat<string>[] = [];
  for (const element of attente.attentes) {
    if (element.type === 'egal') valeurs.add(normaliser(element.valeur));
    else predicats.push(compilerElement(element, normaliser));
  }
  const predicat = (texte: string) => valeurs.has(texte) || predicats.some((tester) => tester(texte));
  connues.set(attente, predicat);
  return predicat;
}

function compilerElement(attente: Attente, normaliser: (texte: string) => string): Predicat<string> {
  if (attente.type === 'montant') throw new RangeError('un montant ne se teste pas sur un texte');
  return compilerAttente(attente, normaliser);
}
