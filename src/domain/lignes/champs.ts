import type { Champ } from './champ.ts';
import { TABLE_DES_CHAMPS } from './table-des-champs.ts';

type Table = typeof TABLE_DES_CHAMPS;

/** The name of a field, as officers write it. */
export type NomDeChamp = keyof Table;
/** The fields of which the table says this. */
export type NomsTels<Traits> = { [C in NomDeChamp]: Table[C] extends Traits ? C : never }[NomDeChamp];

/** The name of a text field, as officers write it. */
export type ChampTexte = Exclude<NomDeChamp, NomsTels<{ genre: 'montant' }>>;
/** The fields of the imputation, the same for all the lines that share it. */
export type ChampDImputation = NomsTels<{ de: 'imputation' }>;
export type ChampPropre = NomsTels<{ de: 'ligne'; genre: 'texte' }>;
export type ChampCode = NomsTels<{ genre: 'code' }>;
/** The fields that hold one of a few words. */
export type ChampDeMots = NomsTels<{ genre: 'mots' }>;
export type ChampLibelle = NomsTels<{ genre: 'libelle' }>;

/** How a line calls a field that officers name: `chapitreLibelle` for `chapitre_libelle`. */
export type Propriete<C extends string> = C extends `${infer Debut}_${infer Fin}`
  ? `${Debut}${Capitalize<Propriete<Fin>>}`
  : C;

export type TexteDe<C extends ChampTexte> = Table[C] extends { mots: readonly (infer M)[]; defaut: infer D }
  ? M | D
  : string;

const NOMS = Object.keys(TABLE_DES_CHAMPS) as readonly NomDeChamp[];

export function champDe(nom: NomDeChamp): Champ {
  return TABLE_DES_CHAMPS[nom];
}

/** The same, for a name that may be none of a field. */
export function champNomme(nom: string): Champ | undefined {
  return Object.hasOwn(TABLE_DES_CHAMPS, nom) ? champDe(nom as NomDeChamp) : undefined;
}

/** A field of a line, as readers call it; rules keep the names that officers write. */
export function nommerChamp(nom: string): string {
  const { titre } = champNomme(nom) ?? { titre: nom };
  return titre.charAt(0).toLowerCase() + titre.slice(1);
}

function ceuxQui<C extends NomDeChamp>(remplit: (champ: Champ) => boolean): readonly C[] {
  return NOMS.filter((nom): nom is C => remplit(champDe(nom)));
}

export const CHAMPS_TEXTE = Object.fromEntries(
  ceuxQui(({ genre }) => genre !== 'montant').map((nom) => [
    nom,
    nom.replace(/_(.)/g, (_, lettre: string) => lettre.toUpperCase()),
  ]),
) as { readonly [C in ChampTexte]: Propriete<C> };

export const CHAMPS_DE_L_IMPUTATION = ceuxQui<ChampDImputation>(({ de }) => de === 'imputation');
/** Of these, those that published lines have as received. */
export const CHAMPS_PUBLIES = CHAMPS_DE_L_IMPUTATION.filter((nom) => !champDe(nom).comprisDansLesLignes);
export const TEXTES_PROPRES = ceuxQui<ChampPropre>(({ de, genre }) => de === 'ligne' && genre === 'texte');
/** The texts of a line in which the name of a person may be masked: all but what says whether it is published or illustrative. */
export const CHAMPS_MASQUABLES = TEXTES_PROPRES.filter((nom) => nom !== 'caractere');
export const CODES = ceuxQui<ChampCode>(({ genre }) => genre === 'code');
export const LIBELLES_DES_CODES = ceuxQui<ChampLibelle>(({ genre }) => genre === 'libelle');

export const CHAMPS_DE_MOTS = ceuxQui<ChampDeMots>(({ genre }) => genre === 'mots');

/** The fields that hold codes: compared without white space, and never as numbers. */
export const CHAMPS_CODES: ReadonlySet<string> = new Set(CODES);

/** The fields that hold one of a few words, and these words. */
export const MOTS_FERMES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  NOMS.flatMap((nom) => {
    const { mots } = champDe(nom);
    return mots === undefined ? [] : [[nom, mots]];
  }),
);

/** The fields in which people write words, where signals are looked for: a line's own, then its imputation's. */
export const CHAMPS_PARLANTS = [...TEXTES_PROPRES, ...CHAMPS_DE_L_IMPUTATION].filter(
  (nom): nom is NomsTels<{ parlant: true }> => champDe(nom).parlant === true,
);

export const CHAMPS_COLONNES: readonly NomDeChamp[] = ceuxQui(({ horsDesColonnes }) => !horsDesColonnes);

export const CHAMPS_REGLES: readonly string[] = [...ceuxQui(({ horsDesRegles }) => !horsDesRegles), 'montant'];

/** The texts that are a line's own and that rules look at. */
export const TEXTES_DES_REGLES = TEXTES_PROPRES.filter((nom) => !champDe(nom).horsDesRegles);

/**
 * The fields of rules that differ from line to line. The others are those of the imputation, which many lines share: what
 * rules say of it is worked out once.
 */
export const CHAMPS_PROPRES: ReadonlySet<string> = new Set([...TEXTES_DES_REGLES, 'montant']);
