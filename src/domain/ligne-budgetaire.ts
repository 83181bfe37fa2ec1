import type { Base } from './base.ts';
import type { Montant } from './montant.ts';
import { detacher } from './texte.ts';

/** Section of the budget: `fonctionnement` (operating, chapters 93x) or `investissement` (90x). */
export type Section = 'fonctionnement' | 'investissement' | '';
/** `depense` or `recette` (income). The jaune counts expenses; income shows as co-financing. */
export type Sens = 'depense' | 'recette';
/** `reel`, or `ordre`: a book entry with no money behind it. */
export type Mouvement = 'reel' | 'ordre';

/** The amounts of a line, in cents, by base; a base that the source does not give, or left empty, is absent. */
export type Montants = Readonly<Partial<Record<Base, Montant>>>;

/**
 * What places a line in the budget: who, which sector, and its codes with their labels. Codes are text: `048` is not 48. A
 * text that the source does not give is empty.
 */
export interface Imputation {
  /** Path of the source in the dossier, with `/`: `sources/culture.csv`. */
  readonly fichier: string;
  readonly organisme: string;
  readonly secteur: string;
  readonly section: Section;
  readonly sens: Sens;
  readonly mouvement: Mouvement;
  readonly chapitre: string;
  readonly chapitreLibelle: string;
  readonly fonction: string;
  readonly fonctionLibelle: string;
  readonly programme: string;
  readonly programmeLibelle: string;
  readonly action: string;
  readonly actionLibelle: string;
  readonly nature: string;
  readonly natureLibelle: string;
}

/** An imputation that lines of a source share: one object for all of them, and budgets have few for many lines. */
export interface ImputationCommune extends Imputation {
  /**
   * Its rank among those of its source, below {@link IMPUTATIONS_MAX}; beyond, ranks are given again. By it is found what
   * was worked out of it: see `ParImputation`.
   */
  readonly rang: number;
}

/** Imputations of a source that are known at a time. */
export const IMPUTATIONS_MAX = 20_000;

/** One line of a budget as a sector or an associated body sent it. */
export interface LigneBudgetaire extends Imputation {
  /** The imputation by itself: what is worked out of it holds for all the lines that share it. */
  readonly imputation: ImputationCommune;
  /** Line of the file where the record starts, from 1. */
  readonly numero: number;
  /** First 16 hexadecimal digits of the SHA-256 of the record as received (decoded, in UTF-8, without its line end). */
  readonly empreinte: string;
  readonly exercice: string;
  readonly libelle: string;
  readonly beneficiaire: string;
  /** Country or place as received. */
  readonly lieu: string;
  /** Deliberation or other reference. */
  readonly reference: string;
  /** Character of the amount, as the source says: « publié », « illustratif »… */
  readonly caractere: string;
  /** Who else pays, as received. */
  readonly autresFinanceurs: string;
  /** Total cost of the operation, all funders together, where given. */
  readonly coutTotal?: Montant;
  readonly montants: Montants;
}

/** The name of a line everywhere: `sources/culture.csv:214`, file and line where the record starts. */
export function referenceDe(ligne: Pick<LigneBudgetaire, 'fichier' | 'numero'>): string {
  return `${ligne.fichier}:${ligne.numero}`;
}

/**
 * The same line, its own texts copied out of the file they were cut from; for a line that is kept. Field by field: made by
 * spreading, each would weigh several times as much.
 */
export function garder(ligne: LigneBudgetaire): LigneBudgetaire {
  const { imputation, coutTotal } = ligne;
  const gardee: LigneBudgetaire = {
    fichier: imputation.fichier,
    numero: ligne.numero,
    empreinte: detacher(ligne.empreinte),
    exercice: ligne.exercice,
    imputation,
    organisme: imputation.organisme,
    secteur: imputation.secteur,
    section: imputation.section,
    sens: imputation.sens,
    mouvement: imputation.mouvement,
    chapitre: imputation.chapitre,
    chapitreLibelle: imputation.chapitreLibelle,
    fonction: imputation.fonction,
    fonctionLibelle: imputation.fonctionLibelle,
    programme: imputation.programme,
    programmeLibelle: imputation.programmeLibelle,
    action: imputation.action,
    actionLibelle: imputation.actionLibelle,
    nature: imputation.nature,
    natureLibelle: imputation.natureLibelle,
    libelle: detacher(ligne.libelle),
    beneficiaire: detacher(ligne.beneficiaire),
    lieu: detacher(ligne.lieu),
    reference: detacher(ligne.reference),
    caractere: detacher(ligne.caractere),
    autresFinanceurs: detacher(ligne.autresFinanceurs),
    montants: ligne.montants,
  };
  return coutTotal === undefined ? gardee : { ...gardee, coutTotal };
}
