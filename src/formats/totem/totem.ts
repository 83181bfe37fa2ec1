import { DOCUMENT_TOTEM } from './document-budgetaire.ts';
import { formatDeBudgets } from './format-de-budgets.ts';

/** TOTEM budget documents, the XML in which budgets are sent to the State's representative. */
export const TOTEM = formatDeBudgets(DOCUMENT_TOTEM, {
  sens: 'Un document budgétaire en XML.',
  reconnait: (tete) =>
    /^[\ufeff\s]*<(?:\?xml|[\w:]*DocumentBudgetaire)/.test(tete.toString('utf8').replaceAll('\0', '')),
});
