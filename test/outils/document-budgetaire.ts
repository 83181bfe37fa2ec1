/** What a budget document of the tests says; what is missing is what any may say. */
export interface EbaucheDeDocument {
  readonly prologue?: string;
  readonly mentions?: Readonly<Record<string, string>>;
  readonly lignes: readonly string[];
  /** Between the elements of the document. */
  readonly fin?: string;
}

const MENTIONS = { CodBud: '00', LibelleEtab: 'BUDGET PRINCIPAL', Nomenclature: 'M71-M71', NatDec: '09', Exer: '2012' };
const ESPACE = 'http://www.minefi.gouv.fr/cp/demat/docbudgetaire';

/** A budget document, as finance software writes it. */
export function documentBudgetaire({
  prologue = '<?xml version="1.0" encoding="UTF-8"?>',
  mentions = {},
  lignes,
  fin = '\n',
}: EbaucheDeDocument): string {
  return [
    prologue,
    `<DocumentBudgetaire xmlns="${ESPACE}">`,
    '<EnTeteDocBudgetaire><LibelleColl V="REGION D&apos;ESSAI"/></EnTeteDocBudgetaire>',
    budget(lignes, mentions, fin),
    '</DocumentBudgetaire>',
  ].join(fin);
}

/** A single account around a budget document, as the State's software writes it. */
export function compteFinancierUnique(ebauche: EbaucheDeDocument): string {
  const document = documentBudgetaire({ ...ebauche, prologue: '' });
  return [
    ebauche.prologue ?? '<?xml version="1.0" encoding="UTF-8"?>',
    '<doccfu:CompteFinancierUnique xmlns:doccfu="http://www.minefi.gouv.fr/cp/demat/doccfu">',
    '<DocumentComptable xmlns="http://www.minefi.gouv.fr/cp/demat/doccomptable"><Infos><Nomenclature V="M14"/>',
    '<Exercice V="1999"/><NatFonc V="1"/></Infos></DocumentComptable>',
    document,
    '<Signatures/></doccfu:CompteFinancierUnique>',
  ].join('\n');
}

/** One budget of a document. */
export function budget(lignes: readonly string[], mentions: Readonly<Record<string, string>> = {}, fin = '\n'): string {
  const dites: Readonly<Record<string, string>> = { ...MENTIONS, ...mentions };
  const mention = (nom: string) => (dites[nom] === undefined ? '' : `<${nom} V="${dites[nom]}"/>`);
  return [
    '<Budget>',
    `<EnTeteBudget>${['LibelleEtab', 'CodBud', 'Nomenclature'].map(mention).join('')}</EnTeteBudget>`,
    `<BlocBudget>${['NatDec', 'Exer', 'ProjetBudget', 'NatFonc', 'CodTypBud'].map(mention).join('')}</BlocBudget>`,
    ...lignes,
    '</Budget>',
  ].join(fin);
}

/** A line of a budget document; `undefined` takes out an element that any line has. */
export function ligneBudget(
  elements: Readonly<Record<string, string | undefined>> = {},
  blanc = '',
  attributs = '',
): string {
  const tous: Readonly<Record<string, string | undefined>> = {
    Nature: '6574',
    Fonction: '048',
    ContFon: '930',
    CodRD: 'D',
    MtReal: '12.50',
    OpBudg: '0',
    ...elements,
  };
  const dits = Object.entries(tous).filter(([, valeur]) => valeur !== undefined);
  return [
    `<LigneBudget${attributs}>`,
    ...dits.map(([nom, valeur]) => `<${nom} V="${valeur}"/>`),
    '</LigneBudget>',
  ].join(blanc);
}

/** How the source of a budget document is declared. */
export const DECLARATION_TOTEM = {
  format: 'totem',
  organisme: undefined,
  encodage: undefined,
  separateur: undefined,
  decimale: undefined,
  colonnes: undefined,
  montants: undefined,
} as const;
