import { DOCUMENT_CFU } from '../totem/document-budgetaire.ts';
import { formatDeBudgets } from '../totem/format-de-budgets.ts';

/** Single accounts (`CompteFinancierUnique`), which take the place of administrative accounts: their budgets are read. */
export const CFU = formatDeBudgets(DOCUMENT_CFU, {
  sens: 'Un compte financier unique en XML : ses budgets, sans les sous-totaux.',
  reconnait: (tete) => /<(?:\w+:)?CompteFinancierUnique[\s>]/.test(tete.toString('utf8').replaceAll('\0', '')),
});
