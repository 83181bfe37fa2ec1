import type { Base } from '../domain/argent/base.ts';
import type { Montant } from '../domain/argent/montant.ts';
import type { TableDeCodes } from '../domain/codes/nomenclature.ts';
import type { Condition } from '../domain/conditions/condition.ts';
import type { AvertissementAcquitte } from '../domain/constats/acquittement.ts';
import type { AvertissementsDUnCode } from '../domain/constats/avertissements.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { MemoireLue, SourceLue } from '../domain/dossier/source-lue.ts';
import type { Affectation } from '../domain/lignes/affectation.ts';
import type { CleComposee } from '../domain/textes/cle-composee.ts';
import type { Place, Question, RegleCitee } from '../domain/verdict/verdict.ts';
import type { VoletCompile } from '../domain/volets/volet-compile.ts';
import type { Cofinancements } from './cofinancements/cofinancements.ts';
import type { Compte, CompteDesDeuxSens } from './compte.ts';
import type { Consolidation } from './consolidation/consolidation.ts';
import type { AnneePassee } from './evolution/annee-passee.ts';
import type { Libelles } from './libelles.ts';
import type { Synthese } from './synthese.ts';
import type { NomCroisee, NomTable } from './tables-decrites.ts';

/**
 * The six places and their total. A line counts once, in its own place; the cents of a share count where each part lies,
 * so that both columns add up, those of expenses and those of receipts.
 */
export type Partition = Readonly<Record<Place | 'total', CompteDesDeuxSens>>;

/**
 * What the same lines make on the bases that are not the edition's, in the order of bases: how many of them give it, and
 * their cents. A base that none gives is absent. Bases are never added up.
 */
export type AutresBases = ReadonlyMap<Base, Compte>;

/** A row of a table: a value of one dimension, what it weighs in the headline, and the lines behind it. */
export interface Rangee {
  /** The code or identifier; empty for « non ventilé » and « non renseigné ». */
  readonly cle: string;
  /** Its name in the table, by which figures are called and linked to: `senegal`. */
  readonly nom: string;
  readonly libelle: string;
  readonly montant: Montant;
  /** Indexes in {@link Jaune.lignes} of the lines that make it, ascending. */
  readonly lignes: readonly number[];
  readonly autresBases: AutresBases;
}

/** How many lines left out, and how many not examined, the documents name. */
export const LIGNES_NOMMEES_PAR_PLACE = 500;

/** A one-way table of the international total: its rows add up to {@link Synthese.totalHorsExceptionnelles}. */
export interface Table {
  readonly nom: NomTable;
  readonly titre: string;
  /** Head of the first column. */
  readonly entete: string;
  readonly rangees: readonly Rangee[];
  readonly total: Montant;
  /** The totals on the other bases that its lines give: its rows add up to them too. */
  readonly autresBases: AutresBases;
}

/** A two-way table of the international total. `cellules[i][j]` lies at row i, column j; empty cells are absent. */
export interface TableCroisee {
  readonly nom: NomCroisee;
  readonly titre: string;
  readonly lignes: readonly Rangee[];
  readonly colonnes: readonly Rangee[];
  readonly cellules: readonly (readonly (Rangee | undefined)[])[];
  readonly total: Montant;
}

/** One step of the bridge; `sens` says how it acts on the running sum. */
export interface Etape {
  readonly cle: string;
  readonly libelle: string;
  readonly montant: Montant;
  readonly lignes: number;
}

/** A step that leaves the pilot sector: its place, who decided, and why; empty for what nobody decided. */
export type CleDeSortie = CleComposee<readonly [place: Place, decideur: string, motif: string]>;

export interface Sortie extends Etape {
  readonly cle: CleDeSortie;
  readonly place: Place;
}

/**
 * The bridge from the bleu to the jaune. The pilot sector as received, less what leaves it place by place, gives what it
 * keeps; plus what each other sector brings, gives the headline.
 */
export interface Passerelle {
  /** The pilot sector as its lines stand: everything received under its name. */
  readonly secteurPiloteRecu: Etape;
  /** What leaves it, by place and reason, as positive amounts to subtract. */
  readonly sorties: readonly Sortie[];
  /** International parts of pilot-sector lines counted to another sector (to subtract), or the reverse (negative). */
  readonly transferts: Montant;
  readonly secteurPiloteRetenu: Montant;
  readonly apports: readonly Etape[];
  readonly total: Montant;
}

/** Whether anything passes a bridge: that of receipts is shown where something does. */
export function aDesEtapes({ secteurPiloteRecu, apports, total }: Passerelle): boolean {
  return secteurPiloteRecu.lignes > 0 || apports.length > 0 || total !== 0;
}

/** An exceptional operation: for information, outside every total. */
export interface Exceptionnelle {
  /** Index in {@link Jaune.lignes}. */
  readonly ligne: number;
  readonly montant: Montant;
  /** What it is on the other bases that its line gives. */
  readonly autresBases: AutresBases;
  readonly justification: string;
  readonly decideur: string;
}

/** A line of which only a share is international. */
export interface LignePartagee {
  readonly ligne: number;
  readonly quotePart: string;
  readonly cle: string;
  readonly motif: string;
  readonly montant: Montant;
  readonly retenu: Montant;
  readonly reste: Montant;
}

export interface Exclusion extends CompteDesDeuxSens {
  readonly motif: string;
  readonly decideur: string;
}

export interface EffetRegle {
  readonly regle: RegleCitee;
  readonly question: Question;
  /** When it concludes; told in words by documents. */
  readonly condition: Condition | undefined;
  readonly emporte: CompteDesDeuxSens;
  /** Lines on which it would have concluded had another not come before. */
  readonly devance: CompteDesDeuxSens;
  /** Among those, lines on which it says otherwise than what won. */
  readonly contredite: CompteDesDeuxSens;
}

/** Two rules that speak of the same lines: the one that comes first there, and the one it keeps from deciding. */
export interface RencontreDeRegles {
  readonly question: Question;
  /** `undefined` for the decisions of people, which come before all rules. */
  readonly gagnante: RegleCitee | undefined;
  readonly devancee: RegleCitee;
  /**
   * Whether they conclude otherwise. Never for breakdowns, where a general rule after particular ones is how officers write
   * them, nor for decisions, which are made to be otherwise.
   */
  readonly contraires: boolean;
  readonly compte: CompteDesDeuxSens;
  readonly exemples: readonly string[];
}

/** What was decided by whom: how far the total can be trusted. */
export interface Couverture {
  readonly parRegle: CompteDesDeuxSens;
  readonly parDecision: CompteDesDeuxSens;
  readonly aArbitrer: CompteDesDeuxSens;
  readonly nonExaminee: CompteDesDeuxSens;
  /** The same open lines by what speaks of them: memory says yes, memory says no, signals alone, nothing. */
  readonly suggereesOui: CompteDesDeuxSens;
  readonly suggereesNon: CompteDesDeuxSens;
  readonly signalees: CompteDesDeuxSens;
  readonly silencieuses: CompteDesDeuxSens;
  /** Those who signed decisions, by name, with the whole lines on which they did. */
  readonly decideurs: readonly (CompteDesDeuxSens & { readonly auteur: string })[];
  /** The headline if all that is open were out (it stands), or wholly in. */
  readonly totalSiTout: Montant;
}

export interface SourceCompilee extends SourceLue {
  readonly partition: Partition;
}

/** The jaune as data: numbers in cents, no formatting. Everything that documents show is drawn from here. */
export interface Jaune {
  readonly enTete: EnTete;
  readonly synthese: Synthese;
  readonly partition: Partition;
  readonly partitionParBase: ReadonlyMap<Base, Partition>;
  /** Of expenses. */
  readonly passerelle: Passerelle;
  /** The same of receipts: co-financing by the sectors where it came in, in no total. */
  readonly passerelleDesRecettes: Passerelle;
  readonly cofinancements: Cofinancements;
  readonly consolidation: Consolidation;
  readonly tables: readonly Table[];
  readonly croisees: readonly TableCroisee[];
  readonly exceptionnelles: readonly Exceptionnelle[];
  readonly partagees: readonly LignePartagee[];
  readonly exclusions: readonly Exclusion[];
  readonly couverture: Couverture;
  readonly regles: readonly EffetRegle[];
  /** The pairs of rules that meet on lines, those that weigh most first. */
  readonly rencontres: readonly RencontreDeRegles[];
  readonly sources: readonly SourceCompilee[];
  /** The tables of the dossier that add codes to its norm. */
  readonly tablesDeCodes: readonly TableDeCodes[];
  /** The files of earlier exercices that suggestions rest on; they move no amount. */
  readonly memoires: readonly MemoireLue[];
  /** What earlier editions published, the last one first; known once lines are. */
  readonly annees: readonly AnneePassee[];
  /** What the dossier says beside its money, in the order in which documents show it; known once lines are. */
  readonly volets: readonly VoletCompile[];
  /** The warnings that nobody acknowledges; known once all have been told. */
  readonly avertissements: readonly AvertissementsDUnCode[];
  /** The warnings that the dossier acknowledges, with what they say; known once all have been told. */
  readonly acquittes: readonly AvertissementAcquitte[];
  /**
   * The expenses that the documents name, in the order of the sources: all that are international, exceptional or to be
   * arbitrated, and all on which a person decided; of the others left out or not examined, the {@link LIGNES_NOMMEES_PAR_PLACE}
   * largest of each. What is left is in
   * `lignes-<exercice>.csv` only: they are counted here, not kept, so that memory does not grow with them.
   */
  readonly lignes: readonly Affectation[];
  /** The receipts that the documents name, likewise: no table and no total has them. */
  readonly recettes: readonly Affectation[];
  /** Labels of identifiers: `libelles.pays.get('SEN')` is « Sénégal ». */
  readonly libelles: Libelles;
}
