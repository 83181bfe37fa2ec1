import type { Base } from '../argent/base.ts';
import type { Montant } from '../argent/montant.ts';
import type { Norme } from '../codes/normes.ts';
import { detacher } from '../textes/texte.ts';
import {
  CHAMPS_DE_L_IMPUTATION,
  CHAMPS_TEXTE,
  type ChampDImputation,
  type ChampPropre,
  type ChampTexte,
  champDe,
  type Propriete,
  TEXTES_PROPRES,
  type TexteDe,
} from './champs.ts';

/** Section of the budget: `fonctionnement` (operating, chapters 93x) or `investissement` (90x). */
export type Section = TexteDe<'section'>;
/** `depense` or `recette` (income). The jaune counts expenses; income shows as co-financing. */
export type Sens = TexteDe<'sens'>;

/** The amounts of a line, in cents, by base; a base that the source does not give, or left empty, is absent. */
export type Montants = Readonly<Partial<Record<Base, Montant>>>;

/**
 * What places a line in the budget: who, which sector, and its codes with their labels. Codes are text: `048` is not 48. A
 * text that the source does not give is empty. Its fields are those of the table, {@link CHAMPS_DE_L_IMPUTATION}.
 */
export type Imputation = {
  /** The norm of its codes: that of its source, or of its own budget there. */
  readonly norme: Norme | '';
} & { readonly [C in ChampDImputation as Propriete<C>]: TexteDe<C> };

/**
 * An imputation that lines share, those of sources laid out alike too: one object for all of them, and budgets have few for many
 * lines.
 */
export type ImputationCommune = Imputation & {
  /**
   * Its rank among those that are known, below {@link IMPUTATIONS_MAX}; beyond, ranks are given again. By it is found what
   * was worked out of it: see `ParImputation`.
   */
  readonly rang: number;
};

/** An imputation as rules see it: they may name the source. */
export type ImputationDUneSource = Imputation & Pick<LigneBudgetaire, 'fichier'>;

/** Imputations that are known at a time. */
export const IMPUTATIONS_MAX = 20_000;

/** The texts of a line: its imputation's, and its own. */
type Textes = Imputation & { readonly [C in ChampPropre as Propriete<C>]: TexteDe<C> };

/** What they are on an expense of which nothing is said. */
export const TEXTES_NUS = Object.fromEntries(
  Object.entries(CHAMPS_TEXTE).map(([champ, propriete]) => [propriete, champDe(champ as ChampTexte).defaut ?? '']),
) as unknown as Textes & Pick<LigneBudgetaire, 'fichier' | 'exercice'>;

/** One line of a budget as a sector or an associated body sent it. */
export interface LigneBudgetaire extends Textes {
  /** The imputation by itself: what is worked out of it holds for all the lines that share it. */
  readonly imputation: ImputationCommune;
  /** Path of the source in the dossier, with `/`: `sources/culture.csv`. */
  readonly fichier: string;
  /** Line of the file where the record starts, from 1. */
  readonly numero: number;
  /** First 16 hexadecimal digits of the SHA-256 of the record as received (decoded, in UTF-8, without its line end). */
  readonly empreinte: string;
  readonly exercice: string;
  /** Total cost of the operation, all funders together, where given. */
  readonly coutTotal?: Montant | undefined;
  /** The amount in the base of the dossier as its source writes it, where the line has only a share of that. */
  readonly montantEcrit?: Montant | undefined;
  readonly montants: Montants;
}

/** Whether a line is an expense: it can be in the total, a receipt never. */
export function estDepense({ sens }: Pick<LigneBudgetaire, 'sens'>): boolean {
  return sens === 'depense';
}

/** The name of a line everywhere: `sources/culture.csv:214`, file and line where the record starts. */
export function referenceDe(ligne: Pick<LigneBudgetaire, 'fichier' | 'numero'>): string {
  return `${ligne.fichier}:${ligne.numero}`;
}

/** What the fields of a line are read from. */
interface OuLire {
  readonly imputation: ImputationCommune;
  /** A text that is the line's own, by its rank among {@link TEXTES_PROPRES}. */
  texte(rang: number): string;
}

/**
 * To be extended by lines that have an imputation and give their own texts by rank: their fields look there. Lines pass by
 * the million: each holds what is its own alone, and all are objects of one shape.
 */
export const LigneParChamps = class {} as unknown as abstract new () => Textes;

for (const propriete of ['norme', ...CHAMPS_DE_L_IMPUTATION.map((champ) => CHAMPS_TEXTE[champ])] as const)
  Object.defineProperty(LigneParChamps.prototype, propriete, {
    get(this: OuLire) {
      return this.imputation[propriete];
    },
  });
for (const [rang, champ] of TEXTES_PROPRES.entries())
  Object.defineProperty(LigneParChamps.prototype, CHAMPS_TEXTE[champ], {
    get(this: OuLire) {
      return this.texte(rang);
    },
  });

/** What a line is made of; its own texts in the order of {@link TEXTES_PROPRES}. */
export type MatiereDeLigne = Pick<
  LigneBudgetaire,
  'imputation' | 'fichier' | 'numero' | 'empreinte' | 'exercice' | 'montants' | 'coutTotal' | 'montantEcrit'
> & { readonly textes: readonly string[] };

/** A line that holds its texts. */
export class Ligne extends LigneParChamps implements LigneBudgetaire, OuLire {
  readonly imputation: ImputationCommune;
  readonly fichier: string;
  readonly numero: number;
  readonly empreinte: string;
  readonly exercice: string;
  readonly montants: Montants;
  readonly coutTotal: Montant | undefined;
  readonly montantEcrit: Montant | undefined;
  readonly #textes: readonly string[];

  constructor({
    imputation,
    fichier,
    numero,
    empreinte,
    exercice,
    textes,
    montants,
    coutTotal,
    montantEcrit,
  }: MatiereDeLigne) {
    super();
    this.imputation = imputation;
    this.fichier = fichier;
    this.numero = numero;
    this.empreinte = empreinte;
    this.exercice = exercice;
    this.montants = montants;
    this.coutTotal = coutTotal;
    this.montantEcrit = montantEcrit;
    this.#textes = textes;
  }

  texte(rang: number): string {
    return this.#textes[rang] as string;
  }
}

/** The same line, its own texts copied out of the file they were cut from; for a line that is kept. */
export function garder(ligne: LigneBudgetaire): LigneBudgetaire {
  const { imputation, fichier, numero, empreinte, exercice, montants, coutTotal, montantEcrit } = ligne;
  return new Ligne({
    imputation,
    fichier,
    numero,
    empreinte: detacher(empreinte),
    exercice,
    textes: TEXTES_PROPRES.map((champ) => detacher(ligne[CHAMPS_TEXTE[champ]])),
    montants,
    coutTotal,
    montantEcrit,
  });
}

const PLACES_MIN = 64;

/**
 * Works something out of an imputation once for the lines that share it. Found by rank: an imputation that was given the
 * rank of another takes its place, so that no more is held than there are ranks.
 */
export class ParImputation<T> {
  readonly #examiner: (imputation: ImputationCommune) => T;
  #imputations: (ImputationCommune | undefined)[] = [];
  #trouves: (T | undefined)[] = [];

  constructor(examiner: (imputation: ImputationCommune) => T) {
    this.#examiner = examiner;
  }

  lire(imputation: ImputationCommune): T {
    const { rang } = imputation;
    if (this.#imputations[rang] === imputation) return this.#trouves[rang] as T;
    const trouve = this.#examiner(imputation);
    if (rang >= this.#imputations.length) this.#faireDeLaPlace(rang);
    this.#imputations[rang] = imputation;
    this.#trouves[rang] = trouve;
    return trouve;
  }

  /** A source may know few imputations, of high ranks: room made at once is found by rank, which a hole between two is not. */
  #faireDeLaPlace(rang: number): void {
    const places = Math.max(PLACES_MIN, 2 ** Math.ceil(Math.log2(rang + 1)));
    this.#imputations = [...this.#imputations, ...new Array(places - this.#imputations.length)];
    this.#trouves = [...this.#trouves, ...new Array(places - this.#trouves.length)];
  }
}
