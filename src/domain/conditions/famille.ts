import { citerValeur } from '../textes/format.ts';
import { normaliserSelon, plier } from '../textes/texte.ts';
import type { Mecanisme } from './attente.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    famille: { readonly prefixe: string };
  }
}

/** `04*`: what begins so. */
export const famille: Mecanisme<'famille'> = {
  forme: {
    motif: '[^*]*\\*',
    lire(texte) {
      if (texte.slice(0, -1).includes('*')) return 'L’étoile d’une famille ne se met qu’à la fin.';
      if (!texte.endsWith('*')) return undefined;
      const prefixe = texte.slice(0, -1);
      if (plier(prefixe) === '') return `« ${texte} » n’a ni lettre ni chiffre : elle retiendrait tout.`;
      return { type: 'famille', prefixe };
    },
  },
  tester({ prefixe }, normaliser) {
    const debut = normaliser(prefixe);
    return (texte) => texte.startsWith(debut);
  },
  enMots: ({ prefixe }) => citerValeur(`${prefixe}*`),
  atomes: ({ prefixe }, code) => [{ type: 'prefixe', texte: normaliserSelon(code)(prefixe) }],
  existe: ({ prefixe }, type, nomenclature) => nomenclature.existeFamille(type, prefixe),
};
