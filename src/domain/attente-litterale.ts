import type { Attente } from './condition.ts';
import { plier } from './texte.ts';

/** An expectation of one word: a value, a family, a range, or that the cell is filled or empty. */
export type Elementaire = Extract<Attente, { type: 'egal' | 'famille' | 'intervalle' | 'present' | 'absent' }>;

/** Reads `048`, `04*`, `041..044`, `present` or `absent`; gives back what is wrong, in words, when it cannot. */
export function lireLitteral(texte: string): Elementaire | string {
  const net = texte.trim();
  if (net === '' || net === '*') return 'La valeur attendue est vide ; écrivez present ou absent.';
  if (net === 'present' || net === 'absent') return { type: net };
  if (net.slice(0, -1).includes('*')) return 'L’étoile d’une famille ne se met qu’à la fin.';
  if (net.endsWith('*')) {
    const prefixe = net.slice(0, -1);
    if (plier(prefixe) === '') return `« ${net} » n’a ni lettre ni chiffre : elle retiendrait tout.`;
    return { type: 'famille', prefixe };
  }
  const bornes = net.split('..');
  const [debut, fin] = bornes;
  if (bornes.length === 2 && debut && fin) {
    if (debut.length !== fin.length || debut > fin)
      return `L’intervalle « ${net} » a des bornes de longueurs différentes ou inversées.`;
    return { type: 'intervalle', debut, fin };
  }
  return { type: 'egal', valeur: net };
}
