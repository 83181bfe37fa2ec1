import { rmSync } from 'node:fs';
import type { Jaune } from '../../compile/jaune.ts';
import { ouvrirClasseur } from '../../files/xlsx/exceljs-workbook.ts';
import { rezip } from '../../files/xlsx/rezip.ts';
import { ecrirePasserelle } from './bridge-sheet.ts';
import { type Contexte, contexteDe } from './context.ts';
import { ecrireCroisees } from './cross-sheets.ts';
import { ecrireLignes, exigerPlaceDansExcel } from './lines-sheet.ts';
import { ecrireExclusions, ecrireRegles, ecrireSources } from './record-lists.ts';
import { ecrireAArbitrer, ecrireExceptionnelles, ecrireQuotesParts } from './retained-lists.ts';
import { ecrireSynthese } from './synthesis-sheet.ts';
import { ecrireTables, FEUILLES_TABLES } from './table-sheets.ts';

/**
 * Writes the jaune as a workbook of Excel: the figures as live formulas over the lines that make them, each with its
 * result, so that the file reads the same without being recalculated. The same jaune gives the same bytes.
 *
 * @param cible path of the file; a working file `<cible>.tmp` stands beside it meanwhile. Neither is left on failure
 * @throws ConstatsBloquants [E-SORTIE] when the lines do not fit in a sheet
 * @throws Error when the file cannot be written
 */
export async function renderWorkbook(jaune: Jaune, cible: string): Promise<void> {
  exigerPlaceDansExcel(
    jaune.lignes.reduce((parts, { verdict }) => parts + verdict.parts.length, 0),
    cible,
  );
  const brouillon = `${cible}.tmp`;
  try {
    await ecrireClasseur(jaune, brouillon);
    rezip(brouillon, cible);
  } catch (erreur) {
    rmSync(cible, { force: true });
    throw erreur;
  } finally {
    rmSync(brouillon, { force: true });
  }
}

async function ecrireClasseur(jaune: Jaune, chemin: string): Promise<void> {
  const { titre, exercice, dateEdition } = jaune.enTete;
  const classeur = await ouvrirClasseur(chemin, `${titre} en ${exercice}`, dateEdition);
  try {
    await ecrireFeuilles(contexteDe(jaune, classeur));
    await classeur.fermer();
  } catch (erreur) {
    classeur.abandonner();
    throw erreur;
  }
}

/** The sheets, in the order of their tabs. */
async function ecrireFeuilles(contexte: Contexte): Promise<void> {
  ecrireSynthese(contexte, controlesDe(contexte.jaune));
  ecrirePasserelle(contexte);
  ecrireTables(contexte);
  ecrireCroisees(contexte);
  await ecrireLignes(contexte);
  ecrireExceptionnelles(contexte);
  ecrireAArbitrer(contexte);
  ecrireQuotesParts(contexte);
  ecrireExclusions(contexte);
  ecrireRegles(contexte);
  ecrireSources(contexte);
}

/** The checks that the sheets carry, in their order, as the synthesis lists them. */
function controlesDe(jaune: Jaune): readonly (readonly [nom: string, libelle: string])[] {
  return [
    ['passerelle', 'Passerelle : les étapes font le total général'],
    ...jaune.tables.map(({ nom }) => [nom, `${FEUILLES_TABLES[nom]} : les rangées font le total général`] as const),
    ...jaune.croisees.map(({ nom, titre }) => [nom, `${titre} : les cellules font le total général`] as const),
    ['exceptionnelles', 'Exceptionnelles : les rangées font le montant pour mémoire'],
    ['a_arbitrer', 'À arbitrer : rien n’a changé depuis l’édition'],
    ['quotes_parts', 'Quotes-parts : le retenu et le reste font chaque ligne'],
    ['exclusions', 'Exclusions : les motifs font les lignes exclues'],
    ['sources', 'Sources : les fichiers font le total de la partition'],
  ];
}
