import { BASES, type Base } from '../domain/argent/base.ts';
import { centimesDesParts } from '../domain/lignes/affectation.ts';
import { type ImputationCommune, type LigneBudgetaire, ParImputation } from '../domain/lignes/ligne-budgetaire.ts';
import type { Verdict } from '../domain/verdict/verdict.ts';

/** A line that may be named, with its rank among those that passed. */
export interface LigneReperee {
  readonly rang: number;
  readonly fichier: string;
  readonly numero: number;
}

export const LIGNES_VUES = 3;
/** Verdicts for which an imputation keeps its group at hand; those worked out for one line take one another's place. */
const GROUPES_A_PORTEE = 8;
/** Groups counted before they are unfolded. */
const GROUPES_MAX = 4_096;

export interface PoidsDuGroupe {
  readonly lignes: number;
  /** Their cents, in the order of the parts of the verdict. */
  readonly centimes: readonly number[];
}

/** Lines of one imputation that share a verdict, counted together. */
export class GroupeDeLignes {
  readonly imputation: ImputationCommune;
  readonly verdict: Verdict;
  lignes = 0;
  vues: LigneReperee[] = [];
  /** Worked out once, when the group is unfolded: whatever counts it asks for them. */
  readonly #poids: (PoidsDuGroupe | undefined)[] = [];
  readonly #nombres = new Float64Array(BASES.length);
  /** Base after base, part after part. */
  readonly #centimes: Float64Array;

  constructor(imputation: ImputationCommune, verdict: Verdict) {
    this.imputation = imputation;
    this.verdict = verdict;
    this.#centimes = new Float64Array(BASES.length * verdict.parts.length);
  }

  compter({ montants }: LigneBudgetaire): void {
    const { parts } = this.verdict;
    this.lignes += 1;
    for (let rang = 0; rang < BASES.length; rang++) {
      const montant = montants[BASES[rang] as Base];
      if (montant === undefined) continue;
      (this.#nombres[rang] as number) += 1;
      if (parts.length === 1) (this.#centimes[rang] as number) += montant;
      else
        centimesDesParts(this.verdict, montant).forEach((centimes, part) => {
          (this.#centimes[rang * parts.length + part] as number) += centimes;
        });
    }
  }

  /** What it weighs in a base; nothing where none of its lines gives it. Once asked, it takes no line until it is emptied. */
  poids(base: Base): PoidsDuGroupe | undefined {
    const rang = BASES.indexOf(base);
    const lignes = this.#nombres[rang] ?? 0;
    if (lignes === 0) return undefined;
    const { length } = this.verdict.parts;
    this.#poids[rang] ??= { lignes, centimes: [...this.#centimes.subarray(rang * length, (rang + 1) * length)] };
    return this.#poids[rang];
  }

  total(base: Base): number {
    let somme = 0;
    for (const centimes of this.poids(base)?.centimes ?? []) somme += centimes;
    return somme;
  }

  /** What of it is international, in a base. */
  international(base: Base): number {
    let somme = 0;
    const centimes = this.poids(base)?.centimes ?? [];
    for (let part = 0; part < centimes.length; part++)
      if (this.verdict.parts[part]?.place === 'internationale') somme += centimes[part] ?? 0;
    return somme;
  }

  vider(): void {
    this.lignes = 0;
    this.vues = [];
    this.#poids.length = 0;
    this.#nombres.fill(0);
    this.#centimes.fill(0);
  }
}

/**
 * Gathers lines by imputation and verdict as they pass: most share both with many others, and whatever is counted of them is
 * counted once for all. Holds a bounded number of groups.
 */
export class LignesGroupees {
  readonly #deplier: (groupe: GroupeDeLignes, fichier: string) => void;
  readonly #aPortee = new ParImputation<GroupeDeLignes[]>(() => []);
  #ouverts: GroupeDeLignes[] = [];
  #fichier = '';
  #rang = 0;
  #suivant = 0;

  /** @param deplier what is done with a group of lines of one source, which is then emptied */
  constructor(deplier: (groupe: GroupeDeLignes, fichier: string) => void) {
    this.#deplier = deplier;
  }

  ajouter(ligne: LigneBudgetaire, verdict: Verdict): void {
    const { fichier } = ligne;
    if (fichier !== this.#fichier) {
      this.finir();
      this.#fichier = fichier;
    }
    const groupe = this.#groupe(ligne.imputation, verdict);
    if (groupe.lignes === 0) this.#ouvrir(groupe);
    groupe.compter(ligne);
    this.#rang += 1;
    if (groupe.lignes <= LIGNES_VUES) groupe.vues.push({ rang: this.#rang, fichier, numero: ligne.numero });
  }

  /** Unfolds what was not yet. */
  finir(): void {
    for (const groupe of this.#ouverts) {
      this.#deplier(groupe, this.#fichier);
      groupe.vider();
    }
    this.#ouverts = [];
  }

  #groupe(imputation: ImputationCommune, verdict: Verdict): GroupeDeLignes {
    const aPortee = this.#aPortee.lire(imputation);
    for (const groupe of aPortee) if (groupe.verdict === verdict) return groupe;
    const groupe = new GroupeDeLignes(imputation, verdict);
    if (aPortee.length < GROUPES_A_PORTEE) aPortee.push(groupe);
    else aPortee[this.#suivant++ % GROUPES_A_PORTEE] = groupe;
    return groupe;
  }

  #ouvrir(groupe: GroupeDeLignes): void {
    if (this.#ouverts.length >= GROUPES_MAX) this.finir();
    this.#ouverts.push(groupe);
  }
}
