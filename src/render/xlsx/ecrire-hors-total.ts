import type { OperationCompilee } from '../../compile/cofinancements/cofinancements.ts';
import { montant } from '../../domain/argent/montant.ts';
import { amountFormula } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import type { Contexte } from './contexte.ts';
import { COLONNES, formulesSur, RECETTES, sommeSi } from './noms.ts';

const HORS_TOTAL: readonly StyleName[] = [
  'numero',
  'renvoi',
  'montant',
  'nu',
  'montant',
  'montant',
  'nu',
  'nu',
  'nomDeChiffre',
];

/** What of an operation is exceptional, for information: its expenses less its receipts, live. Nothing where none is. */
export function ajouterHorsTotal(
  { recettes }: Contexte,
  feuille: Sheet,
  { liees }: OperationCompilee,
  { numero, nom }: { readonly numero: number; readonly nom: string },
): void {
  const [payees, recues] = [liees.depenses.exceptionnelles, liees.recettes.exceptionnelles];
  if (payees.lignes + recues.lignes === 0) return;
  feuille.addHeads(
    ['N°', 'Exceptionnel', 'Dépenses', '', 'Recettes', 'Reste, pour mémoire', '', '', 'Nom du chiffre'],
    HORS_TOTAL,
  );
  const rang = feuille.nextRow;
  const deLOperation = [COLONNES.operation, numero] as const;
  const enFace = recettes === undefined ? '0' : formulesSur(RECETTES).sommeSi('exceptionnelle', deLOperation);
  feuille.add(
    [
      numero,
      'Pour mémoire, hors de tout total',
      amountFormula(`ROUND(${sommeSi('exceptionnelle', deLOperation)},2)`, payees.centimes),
      undefined,
      amountFormula(`ROUND(${enFace},2)`, recues.centimes),
      amountFormula(`ROUND(C${rang}-E${rang},2)`, montant(payees.centimes - recues.centimes)),
      undefined,
      undefined,
      `cofinancement.${nom}/exceptionnelles/reste`,
    ],
    HORS_TOTAL,
  );
}
