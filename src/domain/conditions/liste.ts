import type { Chemin } from '../constats/constat.ts';
import { enumererLesPremiers } from '../textes/format.ts';
import type { Attente, AttenteDe, Grammaire, Lecture, Mecanisme, Predicat } from './attente.ts';
import { nomDeListe } from './listes-nommees.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    liste: { readonly attentes: readonly Attente[] };
  }
}

/** `[900, 93*]` or `{ liste: villes }`: one of these. */
export const liste: Mecanisme<'liste'> = {
  cles: {
    liste: {
      titre: 'Liste',
      sens: 'L’un des éléments d’une liste de listes.yaml : villes-partenaires.',
      schema: (pieces) => pieces.liste,
    },
  },
  lire(brut, chemin, lecture) {
    const nom = nomDeListe(brut);
    const ici = [...chemin, 'liste'];
    return nom === undefined
      ? lecture.refuser(ici, '« liste » attend le nom d’une liste de listes.yaml.')
      : lireListeNommee(nom, ici, lecture);
  },
  tester: testerListe,
  enMots: ({ attentes }, grammaire) => enumererLesPremiers(attentes, grammaire.enMots, ' ou '),
  parties: ({ attentes }) => attentes,
  atomes: ({ attentes }, code, grammaire) => attentes.flatMap((element) => grammaire.atomesDe(element, code)),
  nombreDAtomes: ({ attentes }, grammaire) =>
    attentes.reduce(
      (somme, element) =>
        somme + (element.type === 'liste' ? element.attentes.length : grammaire.compterAtomes(element)),
      0,
    ),
};

export function lireListe(brut: readonly unknown[], chemin: Chemin, lecture: Lecture): Attente | undefined {
  if (brut.length === 0) return lecture.refuser(chemin, 'La liste est vide : elle ne retiendrait rien.');
  const attentes = brut.map((element, rang) => {
    const ici = [...chemin, rang];
    if (typeof element === 'string') return lecture.lire(element, ici);
    const nom = nomDeListe(element);
    return nom === undefined
      ? lecture.refuser(
          ici,
          'Une liste ne contient que des valeurs, des familles, des intervalles ou des renvois { liste: … }.',
        )
      : lireListeNommee(nom, [...ici, 'liste'], lecture);
  });
  return attentes.every((attente) => attente !== undefined) ? { type: 'liste', attentes } : undefined;
}

/** The expectation that a list stands for, worked out once however many rules refer to it. */
const ATTENTES_DES_LISTES = new WeakMap<readonly string[], Attente>();

function lireListeNommee(nom: string, chemin: Chemin, lecture: Lecture): Attente | undefined {
  const elements = developperListe(nom, chemin, lecture);
  if (!elements) return undefined;
  let attente = ATTENTES_DES_LISTES.get(elements);
  if (!attente) {
    const attentes = elements.map(lecture.grammaire.lireLitteral).filter((lu) => typeof lu !== 'string');
    attente = { type: 'liste', attentes };
    ATTENTES_DES_LISTES.set(elements, attente);
  }
  return attente;
}

/** The elements of a list as they are written; `undefined` when it cannot be used, which is told. */
export function developperListe(nom: string, chemin: Chemin, lecture: Lecture): readonly string[] | undefined {
  if (lecture.listes) return lecture.listes.developper(nom, chemin, lecture.signaler);
  return lecture.refuser(chemin, 'Les listes nommées ne servent que dans les règles.');
}

/** The tests of lists, by how texts are brought to normal form: many rules may refer to one list of thousands. */
const TESTS_DES_LISTES = new Map<(texte: string) => string, WeakMap<Attente, Predicat<string>>>();

function testerListe(
  attente: AttenteDe<'liste'>,
  normaliser: (texte: string) => string,
  grammaire: Grammaire,
): Predicat<string> {
  const connus = TESTS_DES_LISTES.get(normaliser) ?? new WeakMap<Attente, Predicat<string>>();
  TESTS_DES_LISTES.set(normaliser, connus);
  const connu = connus.get(attente);
  if (connu) return connu;
  // Values are looked up at once, however many: only families, ranges and lists inside are tried one by one.
  const valeurs = new Set<string>();
  const predicats: Predicat<string>[] = [];
  for (const element of attente.attentes) {
    if (element.type === 'egal') valeurs.add(normaliser(element.valeur));
    else predicats.push(grammaire.tester(element, normaliser));
  }
  const predicat = (texte: string) => valeurs.has(texte) || predicats.some((tester) => tester(texte));
  connus.set(attente, predicat);
  return predicat;
}
