import { type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { type Base, TITRES_BASES } from '../../domain/argent/base.ts';
import type { Place } from '../../domain/verdict/verdict.ts';
import { cellOfTable, columnOfTable } from '../../files/xlsx/table-part.ts';

/** The table of the sheet `Lignes`, and that sheet. */
export const LIGNES = 'Lignes';

/** Rows of a table beyond which the sheet sums the others in one: each row is a formula that reads all of `Lignes`. */
export const RANGEES_LISTEES = 2000;

/** Columns of the table that formulas read, by the text of their heads. */
export const COLONNES = {
  ligne: 'Numéro de ligne',
  rangPart: 'Numéro de part',
  parts: 'Nombre de parts',
  verdict: 'Verdict',
  montant: 'Montant de la ligne',
  part: 'Part appliquée',
  exact: 'Montant exact',
  centime: 'Centime de répartition',
  fixe: 'Part en euros',
  retenu: 'Montant retenu',
  reste: 'Reste non international',
  pilote: 'Compté au secteur pilote',
  recu: 'Reçu du secteur pilote',
  regle: 'Rang règle',
  source: 'Rang source',
  exclusion: 'Rang exclusion',
  flux: 'Rang flux',
  porteur: 'Rang organisme de la ligne',
  versement: 'Rang versement',
  operation: 'Rang opération',
  net: 'Montant déjà net',
} as const;

export const NOMS = {
  pilote: 'secteur_pilote',
  autres: 'autres_secteurs',
  total: 'total_hors_exceptionnelles',
  exceptionnelles: 'exceptionnelles',
  totalRecu: 'total_recu',
  recettes: 'recettes_de_cofinancement',
  resteACharge: 'reste_a_charge',
  /** How many checks of the workbook do not say `OK`. */
  controles: 'controles_en_defaut',
} as const;

/** The column of `Lignes` that holds, for each row, the number of its row in the sheet of a table. */
export function colonneDesRangs(table: NomTable): string {
  return `Rang ${TABLES_DECRITES[table].entete.toLowerCase()}`;
}

/** The column of `Lignes` that holds what is kept of each part on another base than the edition's. */
export function retenuSur(base: Base): string {
  return `Retenu, ${TITRES_BASES[base]}`;
}

/** A column of `Lignes` as formulas call it. */
export function dans(colonne: string): string {
  return columnOfTable(LIGNES, colonne);
}

/** The cell of a column of `Lignes` on the row of the formula. */
export function ici(colonne: string): string {
  return cellOfTable(LIGNES, colonne);
}

/** The cell of a sheet that says `OK` or by how much it differs. */
export function nomDuControle(feuille: string): string {
  return `controle_${feuille}`;
}

/** A condition on a column of `Lignes`: a whole number, or the cell that holds it. */
export type ConditionDeSomme = readonly [colonne: string, critere: string | number];

/**
 * Euros of the parts of `Lignes` in one place, under conditions. What is left of a line of which the only part is less than
 * the whole stands on no row of its own: it is non-international.
 */
export function sommeSi(place: Place, ...conditions: readonly ConditionDeSomme[]): string {
  const suite = ecrire(conditions);
  const parts = `SUMIFS(${dans(COLONNES.retenu)},${dans(COLONNES.verdict)},"${place}"${suite})`;
  return place === 'non_internationale' ? `${parts}+${sommeDeColonne(COLONNES.reste, ...conditions)}` : parts;
}

/** Sum of a column of `Lignes` under conditions. */
export function sommeDeColonne(colonne: string, ...conditions: readonly ConditionDeSomme[]): string {
  return conditions.length === 0 ? `SUM(${dans(colonne)})` : `SUMIFS(${dans(colonne)}${ecrire(conditions)})`;
}

/** Euros of whole lines of `Lignes`, each once, under conditions. */
export function sommeDesLignes(...conditions: readonly ConditionDeSomme[]): string {
  return sommeDeColonne(COLONNES.montant, [COLONNES.rangPart, 1], ...conditions);
}

/** Lines of `Lignes` whose own place is this one: each once, by its first part. */
export function nombreSi(place: Place): string {
  return `COUNTIFS(${dans(COLONNES.verdict)},"${place}",${dans(COLONNES.rangPart)},1)`;
}

function ecrire(conditions: readonly ConditionDeSomme[]): string {
  return conditions.map(([colonne, critere]) => `,${dans(colonne)},${critere}`).join('');
}
