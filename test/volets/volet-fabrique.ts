/** Made volets, on which what shows any volet is tried. */
import fc from 'fast-check';
import type { Jaune } from '../../src/compile/jaune.ts';
import { GENRES, type RangeeDeTableau, type Tableau } from '../../src/domain/volets/tableau.ts';
import type { VoletCompile } from '../../src/domain/volets/volet-compile.ts';
import { HOSTILES, jauneExemple } from '../render/jaune-exemple.ts';

/** One column of each kind. */
const COLONNES = GENRES.map((genre) => ({ cle: genre, titre: `Colonne ${genre}`, genre }));

export function tableauFabrique(nom: string, textes: readonly string[], plus: Partial<Tableau> = {}): Tableau {
  return {
    nom,
    titre: `Tableau ${nom}`,
    feuille: `Feuille ${nom}`,
    note: `Note de ${nom}.`,
    vide: `Rien dans ${nom}.`,
    colonnes: COLONNES,
    rangees: textes.map(
      (texte, rang): RangeeDeTableau => ({
        cle: `${nom}-${rang}`,
        cellules: [texte, '048', rang + 1, '12.5', 'plus de 20 000', 123_456 * (rang + 1), '2012-12-13', '12,5 %'],
        ...(rang === 0 && { ligne: 0 }),
      }),
    ),
    ...plus,
  };
}

export function voletFabrique(
  nom: string,
  tableaux: readonly Tableau[],
  plus: Partial<VoletCompile> = {},
): VoletCompile {
  return { nom, titre: `Volet ${nom}`, chapeau: [`Chapeau de ${nom}.`], tableaux, champs: [], chiffres: [], ...plus };
}

/** The example with a volet of each: searched, drawn in bars, beside an axis, empty, cut in pieces. */
export function jauneAuxVolets(textes: readonly string[] = ['Dakar au Sénégal', 'Hanoï', 'São Paulo']): Jaune {
  const jaune = jauneExemple();
  const [axe = ''] = jaune.tables.find(({ nom }) => nom === 'axe')?.rangees.map(({ cle }) => cle) ?? [];
  const cherche = tableauFabrique('cherche', textes, {
    aChercher: true,
    barres: {
      titre: 'Les barres',
      colonne: 'entier',
      base: 42,
      legende: 'Base : 42 témoignages.',
      restes: new Set(['cherche-1']),
    },
  });
  const coupe = tableauFabrique('coupe', textes);
  return {
    ...jaune,
    volets: [
      voletFabrique('premier', [cherche, tableauFabrique('vide', [])], {
        auxAxes: new Map([[axe, tableauFabrique('de-l-axe', textes.slice(0, 1))]]),
      }),
      voletFabrique('second', [
        {
          ...coupe,
          surLaPage: textes.map((texte, rang) => tableauFabrique(`morceau-${rang}`, [texte], { titre: texte })),
        },
      ]),
    ],
  };
}

/** The same with hostile texts wherever a volet may say something. */
export function jauneAuxVoletsHostiles(): Jaune {
  const jaune = jauneAuxVolets(HOSTILES);
  const [premier, ...suite] = jaune.volets;
  const hostile = HOSTILES.join(' ');
  if (premier === undefined) return jaune;
  const [cherche, ...autres] = premier.tableaux;
  if (cherche === undefined) return jaune;
  const barres = { titre: hostile, colonne: 'entier', base: 42, legende: hostile };
  const pire = { ...cherche, titre: hostile, note: hostile, barres };
  return {
    ...jaune,
    volets: [{ ...premier, titre: hostile, chapeau: [hostile], tableaux: [pire, ...autres] }, ...suite],
  };
}

const cellule = fc.oneof(fc.string({ maxLength: 6 }), fc.integer(), fc.constant(undefined));

/** A table of any rows; their keys and those of its columns are its own. */
const tableau = fc
  .record({
    nom: fc.constantFrom('a', 'b', 'c'),
    cles: fc.uniqueArray(fc.constantFrom('x', 'y', 'z', '__proto__', 'constructor'), { maxLength: 4 }),
    colonnes: fc.uniqueArray(fc.constantFrom('nom', 'valeur', 'unite', 'toString'), { minLength: 1, maxLength: 4 }),
    suivis: fc.uniqueArray(fc.constantFrom('x', 's', 't', '__proto__'), { maxLength: 4 }),
    matiere: fc.array(fc.array(cellule, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ nom, cles, suivis, colonnes, matiere }) =>
    tableauFabrique(nom, [], {
      colonnes: colonnes.map((cle) => ({ cle, titre: cle, genre: 'texte' as const })),
      rangees: cles.map((cle, rang) => ({
        cle,
        ...(rang < suivis.length && { suivi: suivis[rang] as string }),
        cellules: (matiere[rang] ?? []).slice(0, colonnes.length),
      })),
    }),
  );

/** The volets of an edition, whatever they say. */
export const voletsQuelconques: fc.Arbitrary<VoletCompile[]> = fc.uniqueArray(
  fc
    .record({
      nom: fc.constantFrom('un', 'deux', 'trois'),
      tableaux: fc.uniqueArray(tableau, { maxLength: 3, selector: ({ nom }) => nom }),
    })
    .map(({ nom, tableaux }) => voletFabrique(nom, tableaux)),
  { maxLength: 3, selector: ({ nom }) => nom },
);
