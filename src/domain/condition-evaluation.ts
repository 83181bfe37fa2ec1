import type { Attente, Condition } from './condition.ts';
import type { Montant } from './montant.ts';
import { motifDeMots, normaliserCode, plier } from './texte.ts';

/** How to read the fields of the objects on which conditions are tried. */
export interface Lecteurs<T> {
  /** Reads a text field; `undefined` for an unknown field. */
  texte(champ: string): ((objet: T) => string) | undefined;
  /** Reads the amount, where the objects have one. */
  readonly montant?: (objet: T) => Montant | undefined;
  /** Whether a field holds a code: then white space does not count, but accents and letters do. */
  estCode(champ: string): boolean;
  /** Folds a text; a caller that folds the same texts often may remember them. Defaults to {@link plier}. */
  readonly plier?: (texte: string) => string;
}

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
  const normaliser = lecteurs.estCode(champ) ? normaliserCode : (lecteurs.plier ?? plier);
  const tester = compilerAttente(attente, normaliser, lecteurs.plier ?? plier);
  return (objet) => tester(lire(objet));
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

function compilerAttente(
  attente: Exclude<Attente, { type: 'montant' }>,
  normaliser: (texte: string) => string,
  plierTexte: (texte: string) => string,
): Predicat<string> {
  switch (attente.type) {
    case 'present':
      return (texte) => texte.trim() !== '';
    case 'absent':
      return (texte) => texte.trim() === '';
    case 'egal': {
      const valeur = normaliser(attente.valeur);
      return (texte) => normaliser(texte) === valeur;
    }
    case 'famille': {
      const prefixe = normaliser(attente.prefixe);
      return (texte) => normaliser(texte).startsWith(prefixe);
    }
    case 'intervalle': {
      const debut = normaliser(attente.debut);
      const fin = normaliser(attente.fin);
      return (texte) => {
        const valeur = normaliser(texte);
        return valeur.length === debut.length && valeur >= debut && valeur <= fin;
      };
    }
    case 'mots': {
      const motif = motifDeMots(attente.mots);
      return (texte) => motif.test(plierTexte(texte));
    }
    case 'commence_par': {
      const debut = plier(attente.debut);
      return (texte) => plierTexte(texte).startsWith(debut);
    }
    case 'liste': {
      const predicats = attente.attentes.map((element) => compilerElement(element, normaliser, plierTexte));
      return (texte) => predicats.some((predicat) => predicat(texte));
    }
    case 'sauf': {
      const predicat = compilerElement(attente.attente, normaliser, plierTexte);
      return (texte) => !predicat(texte);
    }
  }
}

function compilerElement(
  attente: Attente,
  normaliser: (texte: string) => string,
  plierTexte: (texte: string) => string,
): Predicat<string> {
  if (attente.type === 'montant') throw new RangeError('un montant ne se teste pas sur un texte');
  return compilerAttente(attente, normaliser, plierTexte);
}
