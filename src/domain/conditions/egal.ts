import { citerValeur } from '../textes/format.ts';
import { normaliserSelon } from '../textes/texte.ts';
import type { Mecanisme } from './attente.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    egal: { readonly valeur: string };
  }
}

/** `048`: this value, whole. */
export const egal: Mecanisme<'egal'> = {
  valeur: true,
  tester({ valeur }, normaliser) {
    const attendue = normaliser(valeur);
    return (texte) => texte === attendue;
  },
  enMots: ({ valeur }) => citerValeur(valeur),
  atomes: ({ valeur }, code) => [{ type: 'valeur', texte: normaliserSelon(code)(valeur) }],
  existe: ({ valeur }, type, nomenclature) => nomenclature.chercher(type, valeur).trouve,
};
