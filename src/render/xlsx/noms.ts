import { type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { type Base, TITRES_BASES } from '../../domain/argent/base.ts';
import { LIBELLES_PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { columnOfTable } from '../../files/xlsx/table-part.ts';

/** The sheet of expenses that documents name, a row a line, and its table. */
export const LIGNES = 'Lignes';
/** The same of receipts. */
export const RECETTES = 'Recettes';
/** A sheet of lines, by its name. */
export type FeuilleDeLignes = typeof LIGNES | typeof RECETTES;
/** The sheets of the parts of those lines, a row a part, and their tables: all totals are formulas over them. */
export const PARTS = { [LIGNES]: 'Parts', [RECETTES]: 'Parts_des_recettes' } as const;

/** How the row of what no listed row counts is called. */
export const AUTRES = 'Autres valeurs';

/** The table of Excel that the list of a sheet is: `Liste_Axes`. */
export function nomDeListe(feuille: string): string {
  return `Liste_${feuille.replace(/[^\p{L}\p{N}]+/gu, '_')}`;
}

/** Rows of a table beyond which the sheet sums the others in one: each row is a formula that reads all of `Parts`. */
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
  /** What is in the total, zero elsewhere: its sum is the headline, with no filter. */
  retenu: 'Montant retenu',
  /** The same of exceptional operations. */
  horsTotal: 'Exceptionnel, hors total',
  /** Where the line of a part stands in the table of lines. */
  place: 'Rang dans les lignes',
  depasse: 'Dépassement',
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
  /** The share that the part on the row of the formula takes of its line: a formula, not a cell. */
  partPrise: 'part_prise',
  /** How many checks of the workbook do not say `OK`. */
  controles: 'controles_en_defaut',
} as const;

/** The column of `Parts` that holds, for each row, the number of its row in the sheet of a table. */
export function colonneDesRangs(table: NomTable): string {
  return `Rang ${TABLES_DECRITES[table].entete.toLowerCase()}`;
}

/** The column of `Parts` that holds what each part is, wherever it goes, on another base than the edition's. */
export function partSur(base: Base): string {
  return `${COLONNES.deLaPart}, ${TITRES_BASES[base]}`;
}

/** The cell of a sheet that says `OK` or by how much it differs. */
export function nomDuControle(feuille: string): string {
  return `controle_${feuille}`;
}

/** What stands beside a check that differs by an amount changed in a sheet of lines: it is no default. */
export const A_L_ESSAI = 'montant changé à l’essai dans ce classeur';

/** The cell that says it, beside the check of that name. */
export function nomDeLEssai(controle: string): string {
  return `essai_${controle}`;
}

/** A verdict as cells say it, quoted for formulas. */
export function verdictEcrit(place: Place): string {
  return `"${LIBELLES_PLACES[place]}"`;
}

/** A condition on a column of a sheet of parts: a whole number, or the cell that holds it. */
export type ConditionDeSomme = readonly [colonne: string, critere: string | number];

/** What formulas call in a sheet of lines, and in that of their parts. */
interface Formules {
  /** A column of parts. */
  dans(colonne: string): string;
  /** A column of lines. */
  enLignes(colonne: string): string;
  /**
   * Euros of the parts in one place, under conditions. What is left of a line of which the only part is less than the whole
   * stands on no row of its own: it is non-international.
   */
  sommeSi(place: Place, ...conditions: readonly ConditionDeSomme[]): string;
  /** Sum of a column under conditions. */
  sommeDeColonne(colonne: string, ...conditions: readonly ConditionDeSomme[]): string;
  /** Euros of whole lines: their amounts for all, or for one by its number; else, under conditions, their parts and what is left of them. */
  sommeDesLignes(...conditions: readonly ConditionDeSomme[]): string;
  /** Lines whose own place is this one. */
  nombreSi(place: Place): string;
}

/** The formulas over a sheet of lines. */
export function formulesSur(feuille: FeuilleDeLignes): Formules {
  const dans = (colonne: string) => columnOfTable(PARTS[feuille], colonne);
  const enLignes = (colonne: string) => columnOfTable(feuille, colonne);
  const sommer = (de: typeof dans, colonne: string, conditions: readonly ConditionDeSomme[]) =>
    conditions.length === 0
      ? `SUM(${de(colonne)})`
      : `SUMIFS(${[de(colonne), ...conditions.flatMap(([sur, critere]) => [de(sur), critere])].join(',')})`;
  const sommeDeColonne: Formules['sommeDeColonne'] = (colonne, ...conditions) => sommer(dans, colonne, conditions);
  return {
    dans,
    enLignes,
    sommeSi: (place, ...conditions) => {
      const parts = sommeDeColonne(COLONNES.deLaPart, [COLONNES.verdict, verdictEcrit(place)], ...conditions);
      return place === 'non_internationale' ? `${parts}+${sommeDeColonne(COLONNES.reste, ...conditions)}` : parts;
    },
    sommeDeColonne,
    sommeDesLignes: (...conditions) =>
      conditions.every(([colonne]) => colonne === COLONNES.ligne)
        ? sommer(enLignes, COLONNES.montant, conditions)
        : [COLONNES.deLaPart, COLONNES.reste].map((colonne) => sommeDeColonne(colonne, ...conditions)).join('+'),
    nombreSi: (place) => `COUNTIFS(${enLignes(COLONNES.verdict)},${verdictEcrit(place)})`,
  };
}

/** Those over expenses, of which all totals are made. */
export const { dans, enLignes, sommeSi, sommeDeColonne, sommeDesLignes } = formulesSur(LIGNES);
