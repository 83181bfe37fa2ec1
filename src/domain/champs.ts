import type { LigneBudgetaire } from './ligne-budgetaire.ts';

/** The text fields of a line, under the names that officers write in `exercice.yaml` and in the rules. */
export const CHAMPS_TEXTE = {
  fichier: 'fichier',
  exercice: 'exercice',
  organisme: 'organisme',
  secteur: 'secteur',
  section: 'section',
  sens: 'sens',
  mouvement: 'mouvement',
  chapitre: 'chapitre',
  chapitre_libelle: 'chapitreLibelle',
  fonction: 'fonction',
  fonction_libelle: 'fonctionLibelle',
  programme: 'programme',
  programme_libelle: 'programmeLibelle',
  action: 'action',
  action_libelle: 'actionLibelle',
  nature: 'nature',
  nature_libelle: 'natureLibelle',
  libelle: 'libelle',
  beneficiaire: 'beneficiaire',
  lieu: 'lieu',
  reference: 'reference',
  caractere: 'caractere',
  autres_financeurs: 'autresFinanceurs',
} as const satisfies Record<string, Exclude<keyof LigneBudgetaire, 'imputation'>>;

/** The name of a text field, as officers write it. */
export type ChampTexte = keyof typeof CHAMPS_TEXTE;

/** The fields that hold codes: compared without white space, and never as numbers. */
export const CHAMPS_CODES: ReadonlySet<string> = new Set(['chapitre', 'fonction', 'programme', 'action', 'nature']);

/** The fields that hold one of a few words, and these words; what is written is compared folded. */
export const MOTS_FERMES: Readonly<Record<string, readonly string[]>> = {
  sens: ['depense', 'recette'],
  mouvement: ['reel', 'ordre'],
  section: ['fonctionnement', 'investissement'],
};

/** The fields that a source may map to a column. */
export const CHAMPS_COLONNES: readonly string[] = [
  ...Object.keys(CHAMPS_TEXTE).filter((champ) => champ !== 'fichier'),
  'cout_total',
];

/** The fields that a rule may look at. The character of an amount or its funders never decide what a line is. */
export const CHAMPS_REGLES: readonly string[] = [
  ...Object.keys(CHAMPS_TEXTE).filter((champ) => !['exercice', 'caractere', 'autres_financeurs'].includes(champ)),
  'montant',
];

/**
 * The fields of rules that differ from line to line. The others are those of the imputation, which many lines share: what
 * rules say of it is worked out once.
 */
export const CHAMPS_PROPRES: ReadonlySet<string> = new Set(['libelle', 'beneficiaire', 'lieu', 'reference', 'montant']);
