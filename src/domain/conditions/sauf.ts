import type { Attente, Mecanisme } from './attente.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    sauf: { readonly attente: Attente };
  }
}

/** `{ sauf: depense }`: all but this. */
export const sauf: Mecanisme<'sauf'> = {
  cles: {
    sauf: {
      titre: 'Sauf',
      sens: 'Tout sauf ceci : une valeur, une famille, un intervalle, une liste, des mots ou un début.',
      schema: ({ attente }) => attente,
    },
  },
  lire(brut, chemin, lecture) {
    const ici = [...chemin, 'sauf'];
    const attente = lecture.lire(brut.sauf, ici);
    if (attente && lecture.grammaire.formeLue(attente) === 'montant')
      return lecture.refuser(ici, '« sauf » ne porte pas sur un montant ; combinez avec aucun.');
    return attente && { type: 'sauf', attente };
  },
  formeLue: ({ attente }, grammaire) => grammaire.formeLue(attente),
  tester({ attente }, normaliser, grammaire) {
    const predicat = grammaire.tester(attente, normaliser);
    return (texte) => !predicat(texte);
  },
  enMots: ({ attente }, grammaire) => `tout sauf ${grammaire.enMots(attente)}`,
  contraire: ({ attente }) => attente,
  parties: ({ attente }) => [attente],
  nombreDAtomes: ({ attente }, grammaire) => grammaire.compterAtomes(attente),
};
