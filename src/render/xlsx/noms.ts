import { type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { type Base, TITRES_BASES } from '../../domain/argent/base.ts';
import type { Place } from '../../domain/verdict/verdict.ts';
import { cellOfTable, columnOfTable } from '../../files/xlsx/table-part.ts';

/** The sheet of expenses that documents name, and its table. */
export const LIGNES = 'Lignes';
/** The same of receipts. */
export const RECETTES = 'Recettes';
/** A sheet of lines, by its name. */
export type FeuilleDeLignes = typeof LIGNES | typeof RECETTES;

/** Rows of a table beyond which the sheet sums the others in one: each row is a formula that reads all of `Lignes`. */
export const RANGEES_LISTEES = 2000;

/** Columns of those tables that formulas read, by the text of their heads. */
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
  deLaPart: 'Montant de la part',
  /** The part where it is in the total, zero elsewhere: its sum is the headline, with no filter. */
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
  financeur: 'Rang financeur',
  apport: 'Rang apport',
} as const;

export const NOMS = {
  pilote: 'secteur_pilote',
  autres: 'autres_secteurs',
  total: 'total_hors_exceptionnelles',
  exceptionnelles: 'exceptionnelles',
  totalRecu: 'total_recu',
  totalRecuEnRecettes: 'total_recu_en_recettes',
  recettes: 'recettes_de_cofinancement',
  resteACharge: 'reste_a_charge',
  /** How many checks of the workbook do not say `OK`. */
  controles: 'controles_en_defaut',
} as const;

/** The column of `Lignes` that holds, for each row, the number of its row in the sheet of a table. */
export function colonneDesRangs(table: NomTable): string {
  return `Rang ${TABLES_DECRITES[table].entete.toLowerCase()}`;
}

/** The column of `Lignes` that holds what each part is, wherever it goes, on another base than the edition's. */
export function partSur(base: Base): string {
  return `${COLONNES.deLaPart}, ${TITRES_BASES[base]}`;
}

/** The cell of a sheet that says `OK` or by how much it differs. */
export function nomDuControle(feuille: string): string {
  return `controle_${feuille}`;
}

/** A condition on a column of a sheet of lines: a whole number, or the cell that holds it. */
export type ConditionDeSomme = readonly [colonne: string, critere: string | number];

/** What formulas call in a sheet of lines. */
interface Formules {
  /** A column. */
  dans(colonne: string): string;
  /** The cell of a column on the row of the formula. */
  ici(colonne: string): string;
  /**
   * Euros of the parts in one place, under conditions. What is left of a line of which the only part is less than the whole
   * stands on no row of its own: it is non-international.
   */
  sommeSi(place: Place, ...conditions: readonly ConditionDeSomme[]): string;
  /** Sum of a column under conditions. */
  sommeDeColonne(colonne: string, ...conditions: readonly ConditionDeSomme[]): string;
  /** Euros of whole lines, under conditions: each is written once, on its first part. */
  sommeDesLignes(...conditions: readonly ConditionDeSomme[]): string;
  /** Lines whose own place is this one: each once, by its first part. */
  nombreSi(place: Place): string;
}

/** The formulas over a sheet of lines. */
export function formulesSur(feuille: FeuilleDeLignes): Formules {
  const dans = (colonne: string) => columnOfTable(feuille, colonne);
  const ecrire = (conditions: readonly ConditionDeSomme[]) =>
    conditions.map(([colonne, critere]) => `,${dans(colonne)},${critere}`).join('');
  const sommeDeColonne: Formules['sommeDeColonne'] = (colonne, ...conditions) =>
    conditions.length === 0 ? `SUM(${dans(colonne)})` : `SUMIFS(${dans(colonne)}${ecrire(conditions)})`;
  return {
    dans,
    ici: (colonne) => cellOfTable(feuille, colonne),
    sommeSi: (place, ...conditions) => {
      const suite = ecrire(conditions);
      const parts = `SUMIFS(${dans(COLONNES.deLaPart)},${dans(COLONNES.verdict)},"${place}"${suite})`;
      return place === 'non_internationale' ? `${parts}+${sommeDeColonne(COLONNES.reste, ...conditions)}` : parts;
    },
    sommeDeColonne,
    sommeDesLignes: (...conditions) => sommeDeColonne(COLONNES.montant, ...conditions),
    nombreSi: (place) => `COUNTIFS(${dans(COLONNES.verdict)},"${place}",${dans(COLONNES.rangPart)},1)`,
  };
}

/** Those over expenses, of which all totals are made. */
export const { dans, sommeSi, sommeDeColonne, sommeDesLignes } = formulesSur(LIGNES);
