import { formaterEntier } from '../textes/format.ts';

/** Elements of a list written out; the others are counted. */
const ELEMENTS_MAX = 4;
const LONGUEUR_MAX = 60;

/** A text between French quotation marks, cut when it is long; nothing is said to be nothing. */
export function citerValeur(texte: string): string {
  if (texte === '') return 'rien';
  const lettres = [...texte];
  return `« ${lettres.length > LONGUEUR_MAX ? `${lettres.slice(0, LONGUEUR_MAX).join('')}…` : texte} »`;
}

/** The first elements, joined, and how many there are more. */
export function enumerer<T>(elements: readonly T[], ecrire: (element: T) => string, lien: string): string {
  const reste = elements.length - ELEMENTS_MAX;
  const ecrits = elements.slice(0, ELEMENTS_MAX).map(ecrire).join(lien);
  return reste > 0 ? `${ecrits}${lien.trimEnd()} … (${formaterEntier(reste)} de plus)` : ecrits;
}
