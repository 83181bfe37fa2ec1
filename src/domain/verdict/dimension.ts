import type { Part } from '../argent/part.ts';
import type { CodeDeRenvoi } from '../constats/constat.ts';
import type { EnTete } from '../dossier/dossier.ts';
import type { Geographie } from '../lieux/geographie.ts';
import type { LigneBudgetaire } from '../lignes/ligne-budgetaire.ts';
import { nomLePlusProche } from '../textes/texte.ts';

export type Serie = 'omd' | 'odd';

/** A goal of the United Nations, as `data/reference/objectifs.csv` has it. */
export interface Objectif {
  readonly serie: Serie;
  readonly numero: string;
  /** In a few words, for documents. */
  readonly libelle: string;
  /** In full. */
  readonly titre: string;
  /** Of a goal of the Millennium, the numbers that we suggest for the years after: ours, no official text says them. */
  readonly suggeres: readonly string[];
}

/** Where the values of dimensions come from: what the dossier declares, and the tables of the tool. */
export interface SourcesDesValeurs extends Pick<EnTete, 'axes' | 'domaines' | 'secteurs' | 'exercice'> {
  readonly geographie: Geographie;
  readonly objectifs: readonly Objectif[];
}

/** A value of a dimension and its share of what is kept of the line. */
export interface PartDeDimension {
  readonly valeur: string;
  readonly part: Part;
}

/** `OMD 2`, and its title in full. */
export interface TitreEntier {
  readonly nom: string;
  readonly titre: string;
}

/** Why a value that was written is not taken. */
export interface ValeurRefusee {
  readonly message: string;
  readonly remede: string;
  readonly code?: CodeDeRenvoi;
}

/**
 * A dimension of the breakdown: all that the tool says of it, from which follow what rules conclude, the columns of decisions, of
 * the review and of the documents, tables, criteria, and what commands show.
 */
export interface DimensionDecrite {
  /** Head of its columns. */
  readonly entete: string;
  /** As sentences name it: « l’axe ». */
  readonly dite: string;
  /** What editors say to whoever writes a rule. */
  readonly sens: string;
  /** The table that it makes. */
  readonly table: { readonly titre: string; readonly feuille: string; readonly page: 'section' | 'annexe' };
  /** Where few dossiers use it, the section of the page that shows it: its heading, and what is to be known. */
  readonly section?: { readonly titre: string; readonly note: string };
  /** Whether its values are a list with an order of its own, all shown; others follow by amount. */
  readonly listee: boolean;
  /** Whether tables name a row after the value itself, which officers chose and do not reword, or after its label. */
  readonly nomme: 'cle' | 'libelle';
  /** Its values are codes that people know, and the workbook shows them. */
  readonly code?: true;
  /** Of a line that nothing breaks down, its value is the line's own; its column says that it is what is counted. */
  readonly deLaLigne?: { readonly colonne: string; readonly titre: string };
  /** The dimension of which its values give one too: a decision or a rule says one of the two. */
  readonly donne?: 'territoire';
  /** Documents show it only in dossiers that use it. */
  readonly facultative?: true;
  /** The dimension with which a crossed table is made. */
  readonly croiseeAvec?: 'domaine';
  /** Width of its column in the sheets of lines. */
  readonly largeur: number;
  /** Its column among decisions and in the workbook where people take them; absent where rules alone say it. */
  readonly decidee?: { readonly largeur: number; readonly aide: string };
  /** Values and labels, in the order of documents; empty where lines bring them. */
  intitules(sources: SourcesDesValeurs): ReadonlyMap<string, string>;
  /** The values whose labels are short for a title of their own: how they are called there, and that title. */
  titres?(sources: Pick<SourcesDesValeurs, 'objectifs' | 'exercice'>): readonly TitreEntier[];
  /** What two labels of one value have in common, where its words may change from year to year. */
  cleDuLibelle?(libelle: string): string;
  /** The label of one value. */
  nommer(valeur: string, sources: SourcesDesValeurs): string | undefined;
  /** The value that a rule or a decision writes. */
  lire(ecrite: string, sources: SourcesDesValeurs): string | ValeurRefusee;
  /** Where one cell may say several values with their shares: how it is brought to one writing, and what that says. */
  readonly texte?: {
    lire(ecrit: string, sources: SourcesDesValeurs): string | ValeurRefusee;
    parts(lu: string): readonly PartDeDimension[];
  };
  /** What the line itself says of it, where nobody decides, and why it is believed. */
  recue?(
    ligne: LigneBudgetaire,
    sources: SourcesDesValeurs,
  ): { readonly parts: readonly PartDeDimension[]; readonly motif: string } | undefined;
}

/** @param ou where the known values are to be found */
export function refuserLaValeur(
  ecrite: string,
  quoi: string,
  connues: Iterable<string>,
  ou: string,
): Required<Pick<ValeurRefusee, 'message' | 'remede'>> {
  const proche = nomLePlusProche(ecrite, [...connues]);
  const valeurs = `Valeurs connues : ${ou}.`;
  return {
    message: `« ${ecrite} » n’est pas ${quoi}`,
    remede: proche === undefined ? valeurs : `Vouliez-vous écrire « ${proche} » ? ${valeurs}`,
  };
}
