import type { Montant } from '../argent/montant.ts';
import type { Extrait, Lieu } from '../constats/constat.ts';
import { cleDeNom } from '../textes/nom.ts';

/** The kinds of funders, in the order of the documents. */
export const GENRES_DE_FINANCEURS = {
  europe: 'Europe',
  etat: 'État',
  region: 'Régions',
  departement: 'Départements',
  commune: 'Communes et groupements',
  autre: 'Autres financeurs',
} as const satisfies Readonly<Record<string, string>>;
export type GenreDeFinanceur = keyof typeof GENRES_DE_FINANCEURS;

/** Who else pays for an operation, and what it announced. */
export interface FinanceurDeclare {
  readonly nom: string;
  readonly genre: GenreDeFinanceur;
  /** What it announced; absent when it is not known. */
  readonly annonce?: Montant;
}

/** What ties expenses and receipts that are one action, as `exercice.yaml` lists it. */
export interface OperationDeclaree {
  /** How rules, decisions and columns call it. */
  readonly id: string;
  readonly libelle: string;
  /** What it costs, all funders together. */
  readonly coutTotal?: Montant;
  /** How the shares of the funders were set: « parts égales, 20 % par membre »; empty when not given. */
  readonly cle: string;
  /** The convention that ties the funders; empty when not given. */
  readonly convention: string;
  /** The exercices over which it runs; that of the dossier unless told. */
  readonly annees: readonly string[];
  readonly financeurs: readonly FinanceurDeclare[];
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

/** What a rule, a person or a column writes of a line that is of no operation. No operation has that identifier. */
export const AUCUNE_OPERATION = { id: 'aucune', libelle: 'Aucune opération' } as const;

const AUCUNES: ReadonlySet<string> = new Set([AUCUNE_OPERATION.id, AUCUNE_OPERATION.libelle].map(cleDeNom));

/** The operations that `exercice.yaml` lists, by their identifiers and their names. */
export class Operations {
  readonly liste: readonly OperationDeclaree[];
  readonly #parId: ReadonlyMap<string, OperationDeclaree>;
  readonly #parNom: ReadonlyMap<string, OperationDeclaree>;

  constructor(liste: readonly OperationDeclaree[] = []) {
    this.liste = liste;
    this.#parId = new Map(liste.map((operation) => [operation.id, operation]));
    this.#parNom = new Map(liste.map((operation) => [cleDeNom(operation.libelle), operation]));
  }

  /** What a line may be said to be tied to: an operation, or none. Nothing where there is no operation to be untied from. */
  get rattachables(): readonly { readonly id: string; readonly libelle: string }[] {
    return this.liste.length === 0 ? [] : [...this.liste, AUCUNE_OPERATION];
  }

  pour(id: string): OperationDeclaree | undefined {
    return this.#parId.get(id);
  }

  /** The operation that a column writes, by its identifier or its name. */
  reconnaitre(ecrit: string): OperationDeclaree | undefined {
    return ecrit === '' ? undefined : (this.#parId.get(ecrit) ?? this.#parNom.get(cleDeNom(ecrit)));
  }

  /** Whether a column writes that a line is of no operation. */
  estAucune(ecrit: string): boolean {
    return ecrit !== '' && AUCUNES.has(cleDeNom(ecrit)) && this.reconnaitre(ecrit) === undefined;
  }
}
