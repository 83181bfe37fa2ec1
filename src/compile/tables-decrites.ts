import type { TypeCode } from '../domain/codes/nomenclature.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import type { PartPubliee } from '../domain/lignes/lignes-publiees.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import { normaliserCode, plier } from '../domain/textes/texte.ts';
import type { Serie } from '../domain/verdict/dimension.ts';
import { DIMENSIONS, type Dimension, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { NON_VENTILE, type PartVentilee } from '../domain/verdict/verdict.ts';
import type { Libelles } from './libelles.ts';

/** A table whose keys are a text of the line, brought to what makes two texts one. */
export interface LectureDeLigne {
  readonly champ: TexteDe<LigneBudgetaire>;
  /** @param libelles those of the jaune */
  regrouper(texte: string, libelles: Pick<Libelles, 'organisme'>): string;
  /** It is a code that means nothing without its norm: that of another norm than the dossier's is another key. */
  readonly deLaNorme?: true;
}
type TexteDe<T> = keyof { [C in keyof T as T[C] extends string ? C : never]: C };

/** A way to cut the total, and all that the documents need to know of it. */
export interface TableDecrite {
  readonly titre: string;
  /** Head of the first column; also what its field is called. */
  readonly entete: string;
  readonly feuille: string;
  /** Where its keys are: in each part of a line, or in the line as a whole. */
  readonly lecture: { readonly dimension: Dimension } | LectureDeLigne;
  /** What stands for an empty key. */
  readonly vide: typeof NON_VENTILE | typeof NON_RENSEIGNE;
  /** The label of a key; `ligne` is the first that bears it. */
  libelle(cle: string, ligne: LigneBudgetaire, libelles: Libelles): string;
  /** Whether a row is named after its key, which officers chose and do not reword, or after its label. */
  readonly nomme: 'cle' | 'libelle';
  /** The keys to show whatever happens, with their labels, in this order; the others follow by amount. */
  connus?(libelles: Libelles): ReadonlyMap<string, string>;
  /** The code that people know its rows by: as lines write it, or the key, which the workbook alone shows. */
  readonly code?: 'recu' | 'cle';
  /**
   * How many rows are named, where the list may be without end, and the row that gathers the others. The page draws fewer of them in
   * its table: the others are in the list of its fiches.
   */
  readonly reste?: {
    readonly montrees: number;
    readonly dansLaPage: number;
    readonly nom: string;
    libelle(autres: number): string;
  };
  /** The column of the sheet `Parts` that shows its values as people read them, where there is one for all rows. */
  readonly colonneLue?: string;
  /** What earlier editions published of it, by which they are compared. */
  readonly publiee?: TexteDe<PartPubliee>;
  /** What two published labels have in common, where words may change and not that. */
  cleDuLibelle?(libelle: string): string;
  /** Where the page shows it: in a section of its own, which a template draws, or among the others in the annex. */
  readonly page: 'section' | 'annexe';
}

const NON_RENSEIGNE = 'Non renseigné';
const tel = (texte: string) => texte;

/** What a dimension makes: its values that are listed have an order of their own, and all are shown. */
function deLaDimension(dimension: Dimension): TableDecrite {
  const { entete, table, listee, nomme, code, deLaLigne, cleDuLibelle } = dimensionDecrite(dimension);
  return {
    ...table,
    entete,
    lecture: { dimension },
    vide: deLaLigne ? NON_RENSEIGNE : NON_VENTILE,
    nomme,
    libelle: (cle, _ligne, libelles) => libelles[dimension].get(cle) ?? cle,
    ...(listee && { connus: (libelles) => libelles[dimension] }),
    ...(code && { code: 'cle' }),
    colonneLue: deLaLigne?.titre ?? entete,
    publiee: dimension === 'secteur' ? 'secteurCompte' : dimension,
    ...(cleDuLibelle && { cleDuLibelle }),
  };
}

/** That of sectors comes first: it is the one of the founding report. */
const { secteur, ...AUTRES_DIMENSIONS } = Object.fromEntries(
  DIMENSIONS.map((dimension) => [dimension, deLaDimension(dimension)]),
) as Readonly<Record<Dimension, TableDecrite>>;

/** A code of the imputation, shown with its label. */
function codee(champ: 'programme' | 'action' | 'nature', titre: string, entete: string, feuille: string) {
  return {
    titre,
    entete,
    feuille,
    lecture: { champ, regrouper: normaliserCode },
    vide: NON_RENSEIGNE,
    nomme: 'cle',
    libelle: (_cle, ligne) => ligne[`${champ}Libelle`],
    code: 'recu',
    page: 'annexe',
  } satisfies TableDecrite;
}

/** The same of a code of the nomenclature, of which the label goes before that of the lines. */
function codeeParLaNorme(champ: TypeCode, titre: string, entete: string, feuille: string) {
  return {
    titre,
    entete,
    feuille,
    lecture: { champ, regrouper: normaliserCode, deLaNorme: true },
    vide: NON_RENSEIGNE,
    nomme: 'cle',
    libelle: (_cle, ligne, libelles) => libelles.duCode(champ, ligne[champ], ligne.norme) ?? ligne[`${champ}Libelle`],
    code: 'recu',
    page: 'annexe',
  } satisfies TableDecrite;
}

const DECRITES = {
  secteur,
  ...AUTRES_DIMENSIONS,
  organisme: {
    titre: 'Par organisme',
    entete: 'Organisme',
    feuille: 'Organismes',
    lecture: { champ: 'organisme', regrouper: (texte, { organisme }) => organisme.get(texte) ?? texte },
    vide: NON_RENSEIGNE,
    nomme: 'libelle',
    libelle: tel,
    colonneLue: 'Organisme',
    publiee: 'organisme',
    page: 'section',
  },
  chapitre: codeeParLaNorme('chapitre', 'Par chapitre', 'Chapitre', 'Chapitres'),
  fonction: codeeParLaNorme('fonction', 'Par fonction', 'Fonction', 'Fonctions'),
  programme: codee('programme', 'Par programme', 'Programme', 'Programmes'),
  action: codee('action', 'Par action', 'Action', 'Actions'),
  beneficiaire: {
    titre: 'Par bénéficiaire',
    entete: 'Bénéficiaire',
    feuille: 'Bénéficiaires',
    lecture: { champ: 'beneficiaire', regrouper: plier },
    vide: NON_RENSEIGNE,
    nomme: 'libelle',
    libelle: (_cle, ligne) => ligne.beneficiaire,
    reste: {
      montrees: 2000,
      dansLaPage: 20,
      nom: 'autres-beneficiaires',
      libelle: (autres) => `Autres bénéficiaires (${autres})`,
    },
    page: 'annexe',
  },
  section: {
    titre: 'Par section',
    entete: 'Section',
    feuille: 'Sections',
    lecture: { champ: 'section', regrouper: tel },
    vide: NON_RENSEIGNE,
    nomme: 'cle',
    libelle: (cle) => (cle === 'investissement' ? 'Investissement' : 'Fonctionnement'),
    page: 'annexe',
  },
} satisfies Readonly<Record<string, TableDecrite>>;

export type NomTable = keyof typeof DECRITES;

/** The one-way tables, in the order of the documents. */
export const TABLES_DECRITES: Readonly<Record<NomTable, TableDecrite>> = DECRITES;
export const TABLES = Object.keys(DECRITES) as readonly NomTable[];

/** What two labels of a table have in common, in two editions: they are one value; empty for what is not broken down. */
export function cleDUnLibelle(nom: NomTable, libelle: string): string {
  const { cleDuLibelle = cleDeNom } = TABLES_DECRITES[nom];
  return libelle === '' ? '' : `libellé ${cleDuLibelle(libelle)}`;
}

/** Those that documents show: of the dimensions, those that the dossier uses. */
export function tablesMontrees({ dimensions }: Pick<Libelles, 'dimensions'>): readonly NomTable[] {
  return TABLES.filter((nom) => {
    const { lecture } = TABLES_DECRITES[nom];
    return 'champ' in lecture || dimensions.includes(lecture.dimension);
  });
}

/** A cross table: its sheet, and the tables whose rows are its rows and its columns. */
interface CroiseeDecrite {
  readonly titre: string;
  readonly feuille: string;
  readonly bords: readonly [lignes: NomTable, colonnes: NomTable];
}

type CroiseeDUneDimension = `domaine_${Serie}`;

/** Those that dimensions ask for. */
const DES_DIMENSIONS = Object.fromEntries(
  DIMENSIONS.flatMap((dimension) => {
    const { croiseeAvec, entete } = dimensionDecrite(dimension);
    if (croiseeAvec === undefined) return [];
    const enTete = dimensionDecrite(croiseeAvec);
    const croisee: CroiseeDecrite = {
      titre: `${enTete.table.feuille} et ${entete}`,
      feuille: `${enTete.table.feuille} × ${entete}`,
      bords: [croiseeAvec, dimension],
    };
    return [[`${croiseeAvec}_${dimension}`, croisee]];
  }),
) as Readonly<Record<CroiseeDUneDimension, CroiseeDecrite>>;

const CROISEES = {
  axe_secteur: { titre: 'Axes et secteurs', feuille: 'Axes × secteurs', bords: ['axe', 'secteur'] },
  domaine_territoire: {
    titre: 'Domaines et territoires',
    feuille: 'Domaines × territoires',
    bords: ['domaine', 'territoire'],
  },
  ...DES_DIMENSIONS,
} satisfies Readonly<Record<string, CroiseeDecrite>>;

export type NomCroisee = keyof typeof CROISEES;

/** The two-way tables, in the order of the documents. */
export const CROISEES_DECRITES: Readonly<Record<NomCroisee, CroiseeDecrite>> = CROISEES;

/** The key of the row that gathers what a long table does not name. */
export const CLE_DU_RESTE = '*';

/** Reads, in a part of a line, the key of the row of a table to which it goes. */
export function lecteurDeCle(
  nom: NomTable,
  libelles: Pick<Libelles, 'secteur' | 'organisme' | 'normeDite'>,
): (ligne: LigneBudgetaire, part: PartVentilee) => string {
  const { lecture } = TABLES_DECRITES[nom];
  if ('dimension' in lecture) {
    const { dimension } = lecture;
    if (dimension !== 'secteur') return (_ligne, part) => part[dimension];
    return (_ligne, part) => libelles.secteur.get(part.secteur) ?? part.secteur;
  }
  return (ligne) => cleDeLaLigne(ligne, lecture, libelles);
}

/** The same where it is read from the line as a whole. */
export function cleDeLaLigne(
  ligne: LigneBudgetaire,
  lecture: LectureDeLigne,
  libelles: Pick<Libelles, 'organisme' | 'normeDite'>,
): string {
  const cle = lecture.regrouper(ligne[lecture.champ], libelles);
  return lecture.deLaNorme ? direAvecSaNorme(cle, ligne, libelles) : cle;
}

/** `048 (M14)` for a code of another norm than the dossier's, which says something else than its own 048. */
export function direAvecSaNorme(
  code: string,
  { norme }: Pick<LigneBudgetaire, 'norme'>,
  { normeDite }: Pick<Libelles, 'normeDite'>,
): string {
  const dite = normeDite(norme);
  return code === '' || dite === '' ? code : `${code} (${dite})`;
}
