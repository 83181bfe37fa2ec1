import { UN } from '../argent/fraction.ts';
import type { Geographie } from '../lieux/geographie.ts';
import { type DimensionDecrite, refuserLaValeur, type ValeurRefusee } from './dimension.ts';
import { objectif } from './objectifs.ts';
import { lireUnPartage, relireUnPartage } from './partage-ecrit.ts';

/** A dimension whose values the dossier lists. */
function declaree(
  cle: 'axes' | 'domaines',
  quoi: string,
  mots: Pick<DimensionDecrite, 'entete' | 'dite' | 'sens' | 'table'>,
): DimensionDecrite {
  return {
    ...mots,
    listee: true,
    nomme: 'cle',
    largeur: 24,
    decidee: { largeur: 20, aide: 'Facultatif. Choisissez dans la liste.' },
    intitules: (sources) => sources[cle],
    nommer: (valeur, sources) => sources[cle].get(valeur),
    lire: (ecrite, sources) =>
      sources[cle].has(ecrite)
        ? ecrite
        : refuserLaValeur(ecrite, `${quoi} du dossier`, sources[cle].keys(), `${cle} d’exercice.yaml`),
  };
}

function lirePays(ecrite: string, geographie: Geographie): string | ValeurRefusee {
  return (
    geographie.pays(ecrite)?.code ??
    refuserLaValeur(
      ecrite,
      'un pays connu',
      geographie.tousLesPays.map(({ nom }) => nom),
      'data/reference/pays.csv',
    )
  );
}

/** The dimensions, in the order of the documents' columns. */
const DECRITES = {
  axe: declaree('axes', 'un axe', {
    entete: 'Axe',
    dite: 'l’axe',
    sens: 'Un identifiant des axes d’exercice.yaml, ou un partage : { jeunesse: 60 %, croissance: 40 % }.',
    table: { titre: 'Par axe politique', feuille: 'Axes', page: 'section' },
  }),
  domaine: declaree('domaines', 'un domaine', {
    entete: 'Domaine',
    dite: 'le domaine',
    sens: 'Un identifiant des domaines d’exercice.yaml, ou un partage.',
    table: { titre: 'Par domaine', feuille: 'Domaines', page: 'section' },
  }),
  territoire: {
    entete: 'Territoire',
    dite: 'le territoire',
    sens: 'L’un des neuf territoires, ou un partage : { afrique-du-nord: 1/3, europe: 2/3 }.',
    table: { titre: 'Par territoire', feuille: 'Territoires', page: 'section' },
    listee: true,
    nomme: 'cle',
    largeur: 20,
    decidee: { largeur: 20, aide: 'Facultatif ; le pays suffit s’il n’y en a qu’un.' },
    intitules: ({ geographie }) => new Map(geographie.territoires.map(({ id, libelle }) => [id, libelle])),
    nommer: (valeur, { geographie }) => geographie.territoire(valeur)?.libelle,
    lire: (ecrite, { geographie }) =>
      geographie.territoire(ecrite)?.id ??
      refuserLaValeur(
        ecrite,
        'un territoire',
        geographie.territoires.map(({ id }) => id),
        'data/reference/territoires.csv',
      ),
  },
  pays: {
    entete: 'Pays',
    dite: 'le pays',
    sens: 'Un pays, ou un partage : { Sénégal: 60 %, Viêt Nam: 30 % }. Ce qui reste est « non ventilé ».',
    table: { titre: 'Par pays', feuille: 'Pays', page: 'section' },
    listee: false,
    nomme: 'libelle',
    code: true,
    donne: 'territoire',
    largeur: 16,
    decidee: {
      largeur: 16,
      aide: 'Facultatif. Un pays, ou plusieurs avec leurs parts : Sénégal 60 %, Mali 40 %. Le pays donne le territoire.',
    },
    intitules: ({ geographie }) => new Map(geographie.tousLesPays.map(({ code, nom }) => [code, nom])),
    nommer: (valeur, { geographie }) => geographie.pays(valeur)?.nom,
    lire: (ecrite, { geographie }) => lirePays(ecrite, geographie),
    texte: {
      lire: (ecrit, { geographie }) =>
        lireUnPartage(ecrit, { nom: 'pays', lire: (ecrite) => lirePays(ecrite, geographie) }),
      parts: relireUnPartage,
    },
    recue: ({ lieu }, { geographie }) => {
      const pays = lieu === '' ? undefined : geographie.reconnaitre(lieu);
      const motif = 'Le lieu reçu est le nom de ce pays ou d’un lieu de ce pays.';
      return pays && { parts: [{ valeur: pays.code, part: UN }], motif };
    },
  },
  secteur: {
    entete: 'Secteur',
    dite: 'le secteur',
    sens: 'Le secteur auquel la part est comptée, y compris dans la synthèse.',
    table: { titre: 'Par secteur', feuille: 'Secteurs', page: 'section' },
    listee: false,
    nomme: 'libelle',
    deLaLigne: { colonne: 'secteur_compte', titre: 'Secteur compté' },
    largeur: 40,
    intitules: () => new Map(),
    nommer: (valeur) => valeur,
    lire: (ecrite, { secteurs }) =>
      ecrite.trim() === ''
        ? refuserLaValeur(ecrite, 'un secteur', [], 'les secteurs des sources')
        : secteurs.nomCompte(ecrite.trim()),
  },
  omd: objectif('omd'),
  odd: objectif('odd'),
} satisfies Readonly<Record<string, DimensionDecrite>>;

/** The dimensions of the breakdown. A country gives its territory. */
export type Dimension = keyof typeof DECRITES;
export const DIMENSIONS = Object.keys(DECRITES) as readonly Dimension[];

export function dimensionDecrite(dimension: Dimension): DimensionDecrite {
  return DECRITES[dimension];
}

/** A dimension that a decision can give a line. */
export type DimensionDecidee = Exclude<Dimension, 'secteur'>;
export const DIMENSIONS_DECIDEES = DIMENSIONS.filter(
  (dimension): dimension is DimensionDecidee => dimensionDecrite(dimension).decidee !== undefined,
);
/** Those of which the file of decisions has a column only where one says it. */
export const DIMENSIONS_FACULTATIVES = DIMENSIONS_DECIDEES.filter(
  (dimension) => dimensionDecrite(dimension).facultative,
);

/**
 * The dimensions by what is said together, in the order in which they are asked: a country gives its territory, the first to speak of
 * either answers for both.
 */
export const DIMENSIONS_ENSEMBLE: readonly (readonly Dimension[])[] = DIMENSIONS.flatMap((dimension) => {
  if (DIMENSIONS.some((autre) => dimensionDecrite(autre).donne === dimension)) return [];
  const { donne } = dimensionDecrite(dimension);
  return [donne === undefined ? [dimension] : [dimension, donne]];
});

/** Why two dimensions that are said together are one too many: « le pays donne déjà le territoire ». */
export function direLaDimensionDonnee(premiere: Dimension, donnee: Dimension): string {
  return `${dimensionDecrite(premiere).dite} donne déjà ${dimensionDecrite(donnee).dite}`;
}

/**
 * A cell of the breakdown: by dimension, the identifier of a value (for a country its ISO 3166-1 alpha-3 code), empty when not
 * broken down; `secteur` is that to which the part is counted.
 */
export type Cellule = Readonly<Record<Dimension, string>>;

/** The columns of the published lines, with the dimension that each says. */
export function colonneDe(dimension: Dimension): string {
  return dimensionDecrite(dimension).deLaLigne?.colonne ?? dimension;
}

/** What a cell says, by the names of dimensions, for machines: those that few dossiers use are there where they say something. */
export function valeursDe(cellule: Cellule): Partial<Cellule> {
  return Object.fromEntries(
    DIMENSIONS.flatMap((dimension) =>
      dimensionDecrite(dimension).facultative && cellule[dimension] === '' ? [] : [[dimension, cellule[dimension]]],
    ),
  );
}
