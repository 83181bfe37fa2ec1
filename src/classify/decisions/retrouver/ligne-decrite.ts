import type { Montant } from '../../../domain/argent/montant.ts';
import { CHAMPS_TEXTE, type ChampDImputation, champDe } from '../../../domain/lignes/champs.ts';
import { type Imputation, type LigneBudgetaire, ParImputation } from '../../../domain/lignes/ligne-budgetaire.ts';
import { detacher, plier, surUneLigne } from '../../../domain/textes/texte.ts';

/** What a line says, in words that people read in `arbitrages.csv`, and by which it is found again when its file changes. */
export interface DescriptionDeLigne {
  /** « Région, chapitre 930, fonction 048, programme HP 048-008 ». */
  readonly imputation: string;
  readonly beneficiaire: string;
  readonly lieu: string;
  readonly libelle: string;
  /** In the base of the dossier. */
  readonly montant: Montant;
}

export type ChampDecrit = keyof DescriptionDeLigne;

/** What people call each. */
export const NOMS_DECRITS: Readonly<Record<ChampDecrit, string>> = {
  imputation: 'imputation',
  beneficiaire: 'bénéficiaire',
  lieu: 'lieu',
  libelle: 'libellé',
  montant: 'montant',
};
export const CHAMPS_DECRITS = Object.keys(NOMS_DECRITS) as readonly ChampDecrit[];

/** What the line of a decision was on the day it was taken. */
export interface LigneDecrite {
  /** `sources/culture.csv:214`. */
  readonly ref: string;
  readonly empreinte: string;
  /** Absent where nothing but the fingerprint was kept. */
  readonly etait?: LigneDAlors | undefined;
}

export interface LigneDAlors extends DescriptionDeLigne {
  /** How many other lines said all of it that day: one of them may be what is left of it. */
  readonly semblables: number;
}

/** A line of now. */
export interface LigneVue extends DescriptionDeLigne {
  readonly ref: string;
  readonly empreinte: string;
}

const CODES_DITS: readonly ChampDImputation[] = ['chapitre', 'fonction', 'programme', 'action'];

/** What places a line, in words: its sender, its sense and its codes, those alone that it has. */
export function ecrireImputation(imputation: Imputation): string {
  const { organisme, sens, mouvement, programme, programmeLibelle } = imputation;
  const codes = CODES_DITS.flatMap((champ) => {
    const code = imputation[CHAMPS_TEXTE[champ]];
    return code === '' ? [] : [`${champDe(champ).titre.toLowerCase()} ${code}`];
  });
  return [
    organisme,
    ...(sens === 'depense' ? [] : [sens]),
    ...(mouvement === 'reel' ? [] : [`opération d’${mouvement}`]),
    ...codes,
    // Bodies that have no codes say by a heading what a line is for.
    ...(programme === '' && programmeLibelle !== '' ? [`« ${programmeLibelle} »`] : []),
  ]
    .filter((partie) => partie !== '')
    .join(', ');
}

/** Writes down lines; what is said of an imputation is worked out once. */
export class Descripteur {
  readonly #imputations = new ParImputation((imputation) => {
    const texte = detacher(texteDecrit(ecrireImputation(imputation)));
    return { texte, cle: cleDImputation(texte) };
  });

  decrire(ligne: LigneBudgetaire, montant: Montant): DescriptionDeLigne {
    return {
      imputation: this.#imputations.lire(ligne.imputation).texte,
      beneficiaire: detacher(texteDecrit(ligne.beneficiaire)),
      lieu: detacher(texteDecrit(ligne.lieu)),
      libelle: detacher(texteDecrit(ligne.libelle)),
      montant,
    };
  }

  cleDImputation({ imputation }: LigneBudgetaire): string {
    return this.#imputations.lire(imputation).cle;
  }
}

const SIGNES_MAX = 500;
/** Nothing to put right: nearly all texts. */
const ORDINAIRE = /^(?:[!-~À-ÿ](?: ?[!-~À-ÿ]){0,248})?$/;

/** A text as it is kept of a line: on one line, and no longer than people read. */
export function texteDecrit(texte: string): string {
  return ORDINAIRE.test(texte) ? texte : surUneLigne(texte, SIGNES_MAX);
}

/** Neither case, accents nor spaces count: codes are written with or without these. */
export function cleDImputation(texte: string): string {
  return plier(texte).replaceAll(' ', '');
}
