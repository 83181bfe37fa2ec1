import { citerValeur } from '../textes/format.ts';
import { normaliserSelon } from '../textes/texte.ts';
import type { Mecanisme } from './attente.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    intervalle: { readonly debut: string; readonly fin: string };
  }
}

/** Functions and chapters have at most five digits in all norms. */
const LONGUEUR_MAX_DES_CODES = 5;

/** `041..044`: from one to the other, both included, of the same length. */
export const intervalle: Mecanisme<'intervalle'> = {
  forme: {
    motif: '.+\\.\\..+',
    lire(texte) {
      const bornes = texte.split('..');
      const [debut, fin] = bornes;
      if (bornes.length !== 2 || !debut || !fin) return undefined;
      if (debut.length !== fin.length || debut > fin)
        return `L’intervalle « ${texte} » a des bornes de longueurs différentes ou inversées.`;
      return { type: 'intervalle', debut, fin };
    },
  },
  tester(attente, normaliser) {
    const debut = normaliser(attente.debut);
    const fin = normaliser(attente.fin);
    return (texte) => texte.length === debut.length && texte >= debut && texte <= fin;
  },
  enMots: ({ debut, fin }) => citerValeur(`${debut}..${fin}`),
  atomes({ debut, fin }, code) {
    const normaliser = normaliserSelon(code);
    return [{ type: 'intervalle', debut: normaliser(debut), fin: normaliser(fin) }];
  },
  existe({ debut, fin }, type, nomenclature) {
    if (debut.length > LONGUEUR_MAX_DES_CODES) return false;
    for (let code = Number(debut); code <= Number(fin); code++)
      if (nomenclature.chercher(type, String(code).padStart(debut.length, '0')).trouve) return true;
    return false;
  },
};
