import type { Base } from '../argent/base.ts';
import type { TableDeclaree } from '../codes/nomenclature.ts';
import type { Norme, Vote } from '../codes/normes.ts';
import type { Acquittement } from '../constats/acquittement.ts';
import type { Extrait, Lieu } from '../constats/constat.ts';
import type { Apparence } from './apparence.ts';
import type { EditionNommee } from './edition-nommee.ts';
import type { Operations } from './operations.ts';
import type { Organismes } from './organismes.ts';
import type { Secteurs } from './secteurs.ts';
import type { SourceDeclaree } from './source-declaree.ts';
import type { VoteSuivant } from './vote-suivant.ts';

/** A dossier once read: what `exercice.yaml` declares, and where everything lies. */
export interface Dossier {
  /** Absolute path of the dossier. */
  readonly racine: string;
  readonly enTete: EnTete;
  /** Where `exercice.yaml` names the pilot sector. */
  readonly placePilote: { readonly lieu: Lieu; readonly extrait: Extrait };
  /** Whether the budget is voted by function (chapters 90x and 93x) or by nature (chapters 011, 65…). */
  readonly vote: Vote;
  /** What an unknown code of the nomenclature is. */
  readonly codeInconnu: 'erreur' | 'avertissement';
  readonly sources: readonly SourceDeclaree[];
  /** The tables that add codes to its norms. */
  readonly nomenclature: readonly TableDeclaree[];
  /** Files of rules in the dossier, in the order in which they are read. */
  readonly regles: readonly string[];
  /** The lines of earlier exercices, as they were published, in the order of their names. */
  readonly memoires: readonly string[];
  /** The lines of editions that one of these replaced, likewise: what had been published before it was corrected. */
  readonly editionsRemplacees: readonly string[];
  /** What says which files were received for earlier exercices, likewise. */
  readonly sourcesPassees: readonly string[];
  /** The file of named lists that rules refer to, when there is one. */
  readonly listes?: string;
  /** The file of decisions in the dossier, when there is one. */
  readonly arbitrages?: string;
  /** The file of what it says for its exports, when there is one. */
  readonly declarations?: string;
  /** What it says beside its money, in the order of the names of files. */
  readonly volets: readonly string[];
  /** The files of the words of the document, in the order of their names; which are known is for who reads them. */
  readonly textes: readonly string[];
  /** The files that take the place of templates, likewise. */
  readonly gabarits: readonly string[];
  /** What is written at its top for people, in the order of their names: `LISEZ-MOI.md`. No document is made of it. */
  readonly notes: readonly string[];
  readonly apparence: Apparence;
  /** The warnings that it acknowledges, in the order of `exercice.yaml`. */
  readonly acquittements: readonly AcquittementDeclare[];
}

/** An acknowledgement, and where it is written. Its digest is empty where none was. */
export interface AcquittementDeclare extends Acquittement {
  readonly place: { readonly lieu: Lieu; readonly extrait: Extrait };
}

/** The norms of the codes of a dossier: its own first, then those of the sources kept by another, and of its tables. */
export function normesDuDossier(dossier: {
  readonly enTete: Pick<EnTete, 'norme'>;
  readonly sources: readonly Pick<SourceDeclaree, 'norme'>[];
  readonly nomenclature?: readonly TableDeclaree[];
}): readonly [Norme, ...Norme[]] {
  const sienne = dossier.enTete.norme;
  const desTables = (dossier.nomenclature ?? []).flatMap(({ norme }) => norme ?? []);
  const autres = new Set([...dossier.sources.map(({ norme }) => norme), ...desTables]);
  autres.delete(sienne);
  return [sienne, ...autres];
}

/** How the budgets of its lines may be voted: its own, and those of its sources. */
export function votesDuDossier({ vote, sources }: Pick<Dossier, 'vote' | 'sources'>): ReadonlySet<Vote> {
  return new Set([
    vote,
    ...sources.flatMap((source): Vote[] => (source.annexes ? [source.vote, 'par_nature'] : [source.vote])),
  ]);
}

export interface Population {
  readonly habitants: number;
  readonly annee: string;
  readonly source: string;
}

/** What identifies an edition of the jaune and stands at the head of each document. All of it comes from `exercice.yaml`. */
export interface EnTete {
  readonly exercice: string;
  readonly collectivite: string;
  readonly titre: string;
  readonly norme: Norme;
  /** The base of the headline. */
  readonly base: Base;
  /** `2012-12-13`, as the dossier says; never the clock. */
  readonly dateEdition: string;
  /** What it is called among those of its exercice, where it is called anything. */
  readonly edition?: EditionNommee;
  /** The sector whose bleu is the starting point. */
  readonly secteurPilote: string;
  /** All the sectors that the dossier names, the pilot among them. */
  readonly secteurs: Secteurs;
  /** How the synthesis names the pilot sector. */
  readonly libellePilote: string;
  /** How many live in the collectivité, and who counted them: amounts are told per inhabitant where it is known. */
  readonly population?: Population;
  /** What is voted for the next exercice, where the dossier says it. */
  readonly voteSuivant?: VoteSuivant;
  /** A warning to show at the head of the documents, such as illustrative amounts; empty when there is none. */
  readonly mention: string;
  /** Who says which decision holds, where persons decide a line differently. */
  readonly tranche?: string;
  /** The bodies that it funds and that act abroad. */
  readonly organismes: Organismes;
  /** What ties expenses and receipts. */
  readonly operations: Operations;
  /** The political axes, identifier and label, in the order of the document. */
  readonly axes: ReadonlyMap<string, string>;
  /** The domains, likewise. */
  readonly domaines: ReadonlyMap<string, string>;
  /** Words of its own, and what they mean. */
  readonly glossaire?: ReadonlyMap<string, string>;
}
