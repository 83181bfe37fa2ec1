import { DIMENSIONS_FACULTATIVES, type DimensionDecidee } from './dimensions.ts';
import { GENRES_DE_FLUX } from './flux.ts';

/** The columns of `arbitrages.csv` that say what a person decided of one line, in the order of the file. */
export const COLONNES_DECISION = [
  'ref',
  'empreinte',
  'decision',
  'quote_part',
  'cle',
  'axe',
  'domaine',
  'territoire',
  'pays',
  'motif',
  'auteur',
  'date',
] as const;

/** Columns that the file may have besides: each of these dimensions by itself, */
type ColonneFacultative = Extract<DimensionDecidee, 'omd' | 'odd'>;
const COLONNES_FACULTATIVES = DIMENSIONS_FACULTATIVES as readonly ColonneFacultative[];
/** then these, all three: to which body the money flows, and to what the line is tied. */
export const COLONNES_DES_LIENS = ['organisme', 'operation', 'montant_est'] as const;
export type ColonneDecision =
  | (typeof COLONNES_DECISION)[number]
  | ColonneFacultative
  | (typeof COLONNES_DES_LIENS)[number];

/**
 * Then these, all of them: what the line was, in words, so that it can be found again when its file changes, and the references
 * under which the decision was known before its line moved.
 */
export const COLONNES_DE_LA_LIGNE = [
  'ligne_imputation',
  'ligne_beneficiaire',
  'ligne_lieu',
  'ligne_libelle',
  'ligne_montant',
  'ligne_semblables',
  'reportee_de',
] as const;
export type ColonneDeLaLigne = (typeof COLONNES_DE_LA_LIGNE)[number];
/** What the tool keeps of the line of a decision, as the file holds it. */
export type LigneEcrite = Readonly<Record<ColonneDeLaLigne, string>>;

/**
 * A last column that the file may have: the day of the decision that replaced this one. A row that has it is history:
 * kept to be told, never applied.
 */
export const COLONNE_REMPLACEE = 'remplacee_le';

export type ColonneDuFichier = ColonneDecision | ColonneDeLaLigne | typeof COLONNE_REMPLACEE;

/** Which of its optional columns a file has. */
export interface FormeDesDecisions {
  readonly dimensions: readonly DimensionDecidee[];
  readonly liens: boolean;
  readonly ligne: boolean;
  readonly historique: boolean;
}

export const FORME_NUE: FormeDesDecisions = {
  dimensions: [],
  liens: false,
  ligne: false,
  historique: false,
};

/** The columns of a file by its titles; `undefined` when they are not those of decisions. */
export function colonnesDuFichier(titres: readonly string[]): readonly ColonneDuFichier[] | undefined {
  const colonnes = colonnesAvec(formeDuFichier(titres));
  return titres.length === colonnes.length && colonnes.every((colonne, rang) => titres[rang] === colonne)
    ? colonnes
    : undefined;
}

export function formeDuFichier(titres: readonly string[]): FormeDesDecisions {
  return {
    dimensions: COLONNES_FACULTATIVES.filter((dimension) => titres.includes(dimension)),
    liens: titres.includes(COLONNES_DES_LIENS[0]),
    ligne: titres.includes(COLONNES_DE_LA_LIGNE[0]),
    historique: titres.at(-1) === COLONNE_REMPLACEE,
  };
}

export function colonnesAvec({ dimensions, liens, ligne, historique }: FormeDesDecisions): readonly ColonneDuFichier[] {
  return [
    ...COLONNES_DECISION,
    ...COLONNES_FACULTATIVES.filter((dimension) => dimensions.includes(dimension)),
    ...(liens ? COLONNES_DES_LIENS : []),
    ...(ligne ? COLONNES_DE_LA_LIGNE : []),
    ...(historique ? ([COLONNE_REMPLACEE] as const) : []),
  ];
}

/** What a file must have to hold decisions besides those that it has. */
export function formePour(forme: FormeDesDecisions, decisions: readonly DecisionEcrite[]): FormeDesDecisions {
  const dit = (colonne: ColonneDecision) => decisions.some((ecrite) => ecrite[colonne] !== '');
  return {
    ...forme,
    dimensions: COLONNES_FACULTATIVES.filter((colonne) => forme.dimensions.includes(colonne) || dit(colonne)),
    liens: forme.liens || COLONNES_DES_LIENS.some(dit),
  };
}

/** A decision as a person wrote it, before anything is understood of it; what was left blank is empty. */
export type DecisionEcrite = Readonly<Record<ColonneDecision, string>>;

/** @param lire what a column holds; empty when the file has not that column */
export function decisionEcrite(lire: (colonne: ColonneDecision) => string): DecisionEcrite {
  const colonnes = [...COLONNES_DECISION, ...COLONNES_FACULTATIVES, ...COLONNES_DES_LIENS];
  return Object.fromEntries(colonnes.map((colonne) => [colonne, lire(colonne)])) as DecisionEcrite;
}

/** What a person says of the place of a line; one that is only said to belong (`incluse`) is left to the rules for the rest. */
export const PLACES_DECIDEES = ['internationale', 'exceptionnelle', 'non_internationale', 'exclue', 'incluse'] as const;
export type PlaceDecidee = (typeof PLACES_DECIDEES)[number];

/** All that the column `decision` may hold: a place, or a flow, whose place depends on where its other end counts. */
export const DECISIONS = [...PLACES_DECIDEES, ...GENRES_DE_FLUX] as const;
export type Decidee = (typeof DECISIONS)[number];

export const LIBELLES_DES_DECISIONS: Readonly<Record<Decidee, string>> = {
  internationale: 'internationale',
  exceptionnelle: 'exceptionnelle',
  non_internationale: 'non internationale',
  exclue: 'exclue',
  incluse: 'incluse',
  flux_interne: 'flux interne',
  reversement: 'reversement',
  mandat: 'mandat',
};

/** The file of a reference: `sources/culture.csv` of `sources/culture.csv:214`. */
export function fichierDeRef(ref: string): string {
  return ref.slice(0, Math.max(ref.lastIndexOf(':'), 0));
}

/** The line of a reference: 214 of `sources/culture.csv:214`. */
export function numeroDeRef(ref: string): number {
  return Number(ref.slice(ref.lastIndexOf(':') + 1));
}
