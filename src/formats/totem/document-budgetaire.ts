import type { Base } from '../../domain/argent/base.ts';
import { describeNotText } from '../../files/not-text.ts';

/**
 * The elements that a `LigneBudget` of a TOTEM budget document may hold and that are read, in the order of its schema.
 * Amounts: `MtBudgPrec` voted so far, `MtRARPrec` carried over from the year before, `MtPropNouv` proposed, `MtPrev` voted,
 * `CredOuv` open to spending (votes and what was carried over), `MtReal` carried out, `MtRAR3112` left to carry out.
 */
export const ELEMENTS_DE_LIGNE = [
  'Nature',
  'LibCpte',
  'Fonction',
  'Operation',
  'ContNat',
  'ArtSpe',
  'ContFon',
  'ContOp',
  'CodRD',
  'MtBudgPrec',
  'MtRARPrec',
  'MtPropNouv',
  'MtPrev',
  'CredOuv',
  'MtReal',
  'MtRAR3112',
  'OpBudg',
  'TypOpBudg',
  'OpeCpteTiers',
] as const;

/** What each line also has: from the heads of its document and of its budget, or from its codes. */
const AUTRES_CHAMPS = [
  'Organisme',
  'LibelleColl',
  'CodBud',
  'LibelleEtab',
  'NatDec',
  'Exer',
  'Libelle',
  'Chapitre',
  'LibFonction',
  'Section',
] as const;

/** The fields of a line of a budget document, which stand for the columns of a table. */
export const CHAMPS_TOTEM = [...ELEMENTS_DE_LIGNE, ...AUTRES_CHAMPS] as const;
export type ChampTotem = (typeof CHAMPS_TOTEM)[number];

/** A kind of XML document that holds budgets: what it begins with, and what its lines may say beside what is read. */
export interface SorteDeDocument {
  /** The name of its format in `exercice.yaml`. */
  readonly genre: string;
  readonly racine: string;
  readonly nom: string;
  /** Elements of a line that are known and not read: they give again what the line already has, or serve to print it. */
  readonly nonLus: ReadonlySet<string>;
}

/**
 * They repeat, each under a code of its own, and give the parts of an amount that the line already has (gross, net, without
 * what was carried over) or what only the printed document needs.
 */
const PARTS_ET_CARACTERES = ['MtSup', 'CaracSup'] as const;

/** The document that each kind is, or has in it: the budgets and their lines. */
export const DOCUMENT_BUDGETAIRE = 'DocumentBudgetaire';

/** A TOTEM budget document, which bodies send to the State's representative. */
export const DOCUMENT_TOTEM = {
  genre: 'totem',
  racine: DOCUMENT_BUDGETAIRE,
  nom: 'un document budgétaire TOTEM',
  nonLus: new Set<string>(PARTS_ET_CARACTERES),
} as const satisfies SorteDeDocument;

/**
 * A single account: the budget document in it is one that software has completed with subtotals, and each line with what they
 * are reckoned by (`ChapitreNature`, `InfoOpe`…) and with sums of its own amounts (`MtCumulCA`, `CredAnnules`…).
 */
export const DOCUMENT_CFU = {
  genre: 'cfu',
  racine: 'CompteFinancierUnique',
  nom: 'un compte financier unique',
  nonLus: new Set<string>([
    ...PARTS_ET_CARACTERES,
    'ChapitreNature',
    'ChapitreFonction',
    'RegroupNature',
    'RegroupFonction',
    'Groupe',
    'InfoOpe',
    'InfoAPCP',
    'OperationEtAPCP',
    'TypNumCpteTiers',
    'TypNumCpteTiersCourt',
    'MtPrevCalcul',
    'MtCumulDM',
    'MtCumul',
    'MtCumulCA',
    'MtMdtTitreEmis',
    'CredAnnules',
    'TxReal3112',
  ]),
} as const satisfies SorteDeDocument;

const SORTES_DE_DOCUMENTS: readonly SorteDeDocument[] = [DOCUMENT_TOTEM, DOCUMENT_CFU];

/** What is wrong with a document that begins with another element than those of its kind. */
export function fauteDeRacine(
  racine: string,
  sorte: SorteDeDocument,
): { readonly message: string; readonly remede: string } | undefined {
  if (racine === sorte.racine) return undefined;
  if (racine === 'Workbook') return describeNotText('feuille xml', 'source');
  const autre = SORTES_DE_DOCUMENTS.find((une) => une.racine === racine);
  return {
    message: `ce document n’est pas ${sorte.nom} : il commence par « ${racine} »`,
    remede:
      autre === undefined
        ? `Attendu : ${sorte.racine}. Vérifiez le fichier reçu, ou format dans exercice.yaml.`
        : `C’est ${autre.nom} : écrivez « format: ${autre.genre} » dans exercice.yaml.`,
  };
}

/** The attributes that a line may have: the others could change what it is. */
export const ATTRIBUTS_DE_LIGNE: ReadonlySet<string> = new Set(['id', 'calculated', 'generator']);
export const ATTRIBUTS_D_ELEMENT: ReadonlySet<string> = new Set(['V', 'Code']);

/** A step of the budget year, as `NatDec` names it: one that votes, or the account of what was carried out. */
export interface EtapeBudgetaire {
  readonly nom: string;
  readonly genre: 'vote' | 'compte';
}

/** The steps of the budget year, by the code of `NatDec`. */
export const ETAPES: ReadonlyMap<string, EtapeBudgetaire> = new Map([
  ['01', { nom: 'budget primitif', genre: 'vote' }],
  ['02', { nom: 'décision modificative', genre: 'vote' }],
  ['03', { nom: 'budget supplémentaire', genre: 'vote' }],
  ['09', { nom: 'compte administratif', genre: 'compte' }],
  ['10', { nom: 'compte financier unique', genre: 'compte' }],
]);

/** The amount of a budget document that a base is; it has no other base. */
export const MONTANTS_TOTEM: Readonly<Partial<Record<Base, ChampTotem>>> = { cp_votes: 'MtPrev', mandats: 'MtReal' };

/** The accounts that only the balance of the sections uses, and the section of each. */
const COMPTES_D_EQUILIBRE: ReadonlyMap<string, string> = new Map([
  ['001', 'investissement'],
  ['002', 'fonctionnement'],
  ['010', 'investissement'],
  ['020', 'investissement'],
  ['021', 'investissement'],
  ['022', 'fonctionnement'],
  ['023', 'fonctionnement'],
  ['024', 'investissement'],
]);

/**
 * The section of a line by its account, which every norm of local authorities draws alike: classes 6 and 7 are operating,
 * classes 1 to 4 investment. Empty for the others, which no budget votes.
 */
export function sectionDuCompte(nature: string): string {
  const equilibre = COMPTES_D_EQUILIBRE.get(nature);
  if (equilibre !== undefined) return equilibre;
  if (/^[67]/.test(nature)) return 'fonctionnement';
  return /^[1-4]/.test(nature) ? 'investissement' : '';
}
