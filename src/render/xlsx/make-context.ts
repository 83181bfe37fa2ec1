import type { Jaune } from '../../compile/jaune.ts';
import type { Classeur } from '../../files/xlsx/exceljs-workbook.ts';
import { type Contexte, teteDe } from './context.ts';
import { colonnesLues, colonnesTechniques } from './line-columns.ts';
import { descriptionDesLignes } from './lines-sheet.ts';
import { numeroterLesPieces } from './record-numbers.ts';
import { numeroter } from './table-numbers.ts';

/**
 * Gathers what the sheets of a workbook share: the jaune, the workbook, the numbers by which formulas find lines, and where
 * the lines will stand in a sheet that is written after those that lead to it.
 */
export function contexteDe(jaune: Jaune, classeur: Classeur): Contexte {
  const tables = new Map(jaune.tables.map((table) => [table.nom, numeroter(table, jaune.lignes)]));
  const pieces = numeroterLesPieces(jaune);
  const colonnes = [...colonnesLues(jaune), ...colonnesTechniques(jaune, tables, pieces)];
  const { rangEntete } = teteDe(jaune.enTete, descriptionDesLignes(colonnes));
  const rangees = new Int32Array(jaune.lignes.length);
  let rangee = rangEntete + 1;
  for (const [indice, { verdict }] of jaune.lignes.entries()) {
    rangees[indice] = rangee;
    rangee += verdict.parts.length;
  }
  return { jaune, classeur, tables, pieces, rangeeDeLigne: (indice) => rangees[indice] ?? rangEntete };
}
