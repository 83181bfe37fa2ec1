import type { Chemin } from '../constats/constat.ts';
import { citerValeur, enumererLesPremiers } from '../textes/format.ts';
import { Lexique } from '../textes/lexique.ts';
import { plier } from '../textes/texte.ts';
import type { Grammaire, Lecture, Mecanisme } from './attente.ts';
import { developperListe } from './liste.ts';
import { nomDeListe } from './listes-nommees.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    mots: { readonly mots: readonly string[] };
  }
}

/** `{ mots: [Mali, export] }`: holds one of these words or groups of words, whole; folded, even of a code. */
export const mots: Mecanisme<'mots'> = {
  cles: {
    mots: {
      titre: 'Mots',
      sens: 'Contient l’un de ces mots ou groupes de mots entiers, sans tenir compte des accents, de la casse ni d’un -s ou -x final : [Sénégal, coopération décentralisée].',
      schema: ({ z, mot }) => z.union([mot, z.array(mot).min(1)]),
    },
  },
  lire(brut, chemin, lecture) {
    const lus = lireMots(brut.mots, [...chemin, 'mots'], lecture);
    return lus && { type: 'mots', mots: lus };
  },
  formeLue: () => 'pliee',
  tester(attente) {
    const lexique = new Lexique();
    for (const mot of attente.mots) lexique.ajouter(mot);
    return (texte) => lexique.trouver(texte).length > 0;
  },
  enMots: (attente) =>
    `${attente.mots.length > 1 ? 'l’un des mots' : 'le mot'} ${enumererLesPremiers(attente.mots, citerValeur, ', ')}`,
  atomes: (attente) => attente.mots.map((texte) => ({ type: 'mot', texte })),
  nombreDAtomes: (attente) => attente.mots.length,
};

function lireMots(brut: unknown, chemin: Chemin, lecture: Lecture): readonly string[] | undefined {
  const nom = nomDeListe(brut);
  if (nom !== undefined) return motsDeLaListe(nom, [...chemin, 'liste'], lecture);
  const ecrits: readonly unknown[] = typeof brut === 'string' ? [brut] : Array.isArray(brut) ? brut : [];
  const groupes = ecrits.map((mot, rang) => {
    if (typeof mot === 'string') return plier(mot) === '' ? undefined : [mot];
    const reference = nomDeListe(mot);
    return reference === undefined
      ? undefined
      : (motsDeLaListe(reference, [...chemin, rang, 'liste'], lecture) ?? null);
  });
  if (groupes.length === 0 || groupes.includes(undefined))
    return lecture.refuser(chemin, '« mots » attend un mot ou une liste de mots, avec des lettres ou des chiffres.');
  if (groupes.includes(null)) return undefined;
  return groupes.flatMap((groupe) => groupe ?? []);
}

/** For a list that was looked for as words, its first element that is none; empty when all are. */
const FAUX_MOTS = new WeakMap<readonly string[], string>();

/** The elements of a list as words: families and ranges are of codes, and no word of a text is one. */
function motsDeLaListe(nom: string, chemin: Chemin, lecture: Lecture): readonly string[] | undefined {
  const elements = developperListe(nom, chemin, lecture);
  if (!elements) return undefined;
  const faux = FAUX_MOTS.get(elements) ?? elements.find((element) => !estUnMot(element, lecture.grammaire)) ?? '';
  FAUX_MOTS.set(elements, faux);
  if (faux === '') return elements;
  lecture.signaler(
    chemin,
    `« ${faux} », de la liste « ${nom} », est une famille ou un intervalle de codes : « mots » ne cherche que des mots`,
    'Faites deux listes, l’une de codes, l’autre de mots.',
    undefined,
    'E-LISTE-ELEMENT',
  );
  return undefined;
}

function estUnMot(element: string, grammaire: Grammaire): boolean {
  const lu = grammaire.lireLitteral(element);
  return typeof lu !== 'string' && lu.type === 'egal' && plier(element) !== '';
}
