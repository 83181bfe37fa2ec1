import { readXml } from '../../files/xml/read-xml.ts';
import { UnreadableXml } from '../../files/xml/unreadable.ts';
import { DOCUMENT_BUDGETAIRE, fauteDeRacine, MONTANTS_TOTEM, type SorteDeDocument } from './document-budgetaire.ts';
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
  /** For each amount that a base may be, the lines that lack it: how many, and the first by its rank. */
  readonly sansMontant: ReadonlyMap<string, { readonly lignes: number; readonly premiere: number }>;
}

/**
 * @throws UnreadableXml when it is no such document, or has no line
 * @throws the errors of the file system
 */
export async function lireLEnTete(sorte: SorteDeDocument, chemin: string): Promise<EnTeteVue> {
  const budgets: Map<string, string>[] = [];
  const ouverts: string[] = [];
  let [collectivite, lignes, sousTotaux, rang] = ['', 0, 0, 0];
  const sansMontant = new Map<string, { lignes: number; premiere: number }>();
  /** The amounts of the line that is read; nothing outside lines, and in subtotals. */
  let vus: Set<string> | undefined;
  await readXml(chemin, (vu) => ({
    retained: undefined,
    open: ({ name: nom, attribute: attribut, start, end }) => {
      const parent = ouverts.at(-1);
      ouverts.push(nom);
      if (parent === undefined) {
        const faute = fauteDeRacine(nom, sorte);
        if (faute !== undefined) throw new UnreadableXml({ ...faute, place: vu.place(start, end) });
      } else if (nom === 'LigneBudget') {
        rang += 1;
        if (attribut('calculated') === 'true') sousTotaux += 1;
        else {
          lignes += 1;
          vus = new Set();
        }
      } else if (parent === 'LigneBudget') {
        if ((attribut('V') ?? '').trim() !== '') vus?.add(nom);
      } else if (nom === 'Budget' && parent === DOCUMENT_BUDGETAIRE) budgets.push(new Map());
      else if (nom === 'LibelleColl' && parent === 'EnTeteDocBudgetaire') collectivite = attribut('V') ?? '';
      else if (
        (parent === 'EnTeteBudget' || parent === 'BlocBudget') &&
        MENTIONS_DE_BUDGET.some((mention) => mention === nom)
      )
        budgets.at(-1)?.set(nom, (attribut('V') ?? '').trim());
    },
    text: () => undefined,
    close: (nom) => {
      ouverts.pop();
      if (nom !== 'LigneBudget' || vus === undefined) return;
      for (const montant of Object.values(MONTANTS_TOTEM)) {
        if (vus.has(montant)) continue;
        const deja = sansMontant.get(montant);
        if (deja === undefined) sansMontant.set(montant, { lignes: 1, premiere: rang });
        else deja.lignes += 1;
      }
      vus = undefined;
    },
  }));
  const annexe = (budget: BudgetVu) => Number(estAnnexe((nom) => budget.get(nom)));
  const [premier, ...autres] = budgets.sort((gauche, droite) => annexe(gauche) - annexe(droite));
  if (premier === undefined || lignes + sousTotaux === 0) throw new UnreadableXml(SANS_LIGNE);
  return { collectivite, budgets: [premier, ...autres], lignes, sousTotaux, sansMontant };
}

/** A document whose head is all there is. */
export const SANS_LIGNE = {
  message: 'ce document n’a aucune ligne budgétaire',
  remede: 'Vérifiez le fichier reçu : l’en-tête seul ne suffit pas.',
} as const;
