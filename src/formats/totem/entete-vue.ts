import { readXml } from '../../files/xml/read-xml.ts';
import { UnreadableXml } from '../../files/xml/unreadable.ts';
import { DOCUMENT_BUDGETAIRE, fauteDeRacine, type SorteDeDocument } from './document-budgetaire.ts';
import { estAnnexe, MENTIONS_DE_BUDGET } from './verifier-budget.ts';

/** What the head of a budget says, by the names of its mentions. */
export type BudgetVu = ReadonlyMap<string, string>;

/** What a document of budgets says before its lines, and how many it has. */
export interface EnTeteVue {
  readonly collectivite: string;
  /** The main budget first, where there is one. */
  readonly budgets: readonly [BudgetVu, ...BudgetVu[]];
  readonly lignes: number;
  readonly sousTotaux: number;
}

/**
 * @throws UnreadableXml when it is no such document, or has no line
 * @throws the errors of the file system
 */
export async function lireLEnTete(sorte: SorteDeDocument, chemin: string): Promise<EnTeteVue> {
  const budgets: Map<string, string>[] = [];
  const ouverts: string[] = [];
  let [collectivite, lignes, sousTotaux] = ['', 0, 0];
  await readXml(chemin, (vu) => ({
    retained: undefined,
    open: ({ name: nom, attribute: attribut, start, end }) => {
      const parent = ouverts.at(-1);
      ouverts.push(nom);
      if (parent === undefined) {
        const faute = fauteDeRacine(nom, sorte);
        if (faute !== undefined) throw new UnreadableXml({ ...faute, place: vu.place(start, end) });
      } else if (nom === 'LigneBudget') {
        if (attribut('calculated') === 'true') sousTotaux += 1;
        else lignes += 1;
      } else if (nom === 'Budget' && parent === DOCUMENT_BUDGETAIRE) budgets.push(new Map());
      else if (nom === 'LibelleColl' && parent === 'EnTeteDocBudgetaire') collectivite = attribut('V') ?? '';
      else if (
        (parent === 'EnTeteBudget' || parent === 'BlocBudget') &&
        MENTIONS_DE_BUDGET.some((mention) => mention === nom)
      )
        budgets.at(-1)?.set(nom, (attribut('V') ?? '').trim());
    },
    text: () => undefined,
    close: () => {
      ouverts.pop();
    },
  }));
  const annexe = (budget: BudgetVu) => Number(estAnnexe((nom) => budget.get(nom)));
  const [premier, ...autres] = budgets.sort((gauche, droite) => annexe(gauche) - annexe(droite));
  if (premier === undefined || lignes + sousTotaux === 0) throw new UnreadableXml(SANS_LIGNE);
  return { collectivite, budgets: [premier, ...autres], lignes, sousTotaux };
}

/** A document whose head is all there is. */
export const SANS_LIGNE = {
  message: 'ce document n’a aucune ligne budgétaire',
  remede: 'Vérifiez le fichier reçu : l’en-tête seul ne suffit pas.',
} as const;
