import { citerValeur } from '../textes/format.ts';
import { plier } from '../textes/texte.ts';
import type { Mecanisme } from './attente.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    commence_par: { readonly debut: string };
  }
}

/** `{ commence_par: TOTAL }`: begins so once folded, even of a code. */
export const commencePar: Mecanisme<'commence_par'> = {
  cles: {
    commence_par: {
      titre: 'Commence par',
      sens: 'Commence par ce texte, sans tenir compte des accents ni de la casse : TOTAL.',
      schema: ({ texte }) => texte,
    },
  },
  lire({ commence_par: debut }, chemin, lecture) {
    if (typeof debut === 'string' && plier(debut) !== '') return { type: 'commence_par', debut };
    return lecture.refuser(
      [...chemin, 'commence_par'],
      '« commence_par » attend un texte, avec une lettre ou un chiffre.',
    );
  },
  formeLue: () => 'pliee',
  tester(attente) {
    const debut = plier(attente.debut);
    return (texte) => texte.startsWith(debut);
  },
  enMots: ({ debut }) => `un début ${citerValeur(debut)}`,
  // Of a text both forms are the folded one.
  atomes: ({ debut }, code) => [{ type: code ? 'debut' : 'prefixe', texte: plier(debut) }],
};
