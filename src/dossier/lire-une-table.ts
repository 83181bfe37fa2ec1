import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { plier } from '../domain/textes/texte.ts';
import { CsvCutter } from '../files/csv-cutter.ts';
import { CutRecord } from '../files/csv-records.ts';

/** The exercices during which a row holds, both ends included. */
export interface Periode {
  readonly debut: number;
  readonly fin?: number;
}

interface Rangee {
  readonly cellules: readonly string[];
  readonly numero: number;
}

const SEPARATEUR = ';';
/** The same for all tables: it keeps its room from one to the next. */
const COUPEUR = new CsvCutter(SEPARATEUR);

/** One row of a reference table; each method reads a column and refuses what it should not hold. */
class LigneDeTable {
  readonly #fichier: string;
  readonly #rangee: Rangee;
  readonly #rangs: ReadonlyMap<string, number>;
  readonly #vues: Set<string>;

  /**
   * @param rangs those of the columns
   * @param vues the values of unique columns met so far in the table
   */
  constructor(fichier: string, rangee: Rangee, rangs: ReadonlyMap<string, number>, vues: Set<string>) {
    this.#fichier = fichier;
    this.#rangee = rangee;
    this.#rangs = rangs;
    this.#vues = vues;
  }

  erreur(message: string): Error {
    return new Error(`${this.#fichier}:${this.#rangee.numero} : ${message}`);
  }

  /** The cell, empty or not, clean of stray spaces and control characters. */
  texte(colonne: string): string {
    const valeur = this.#rangee.cellules[this.#rangs.get(colonne) ?? -1] ?? '';
    if (valeur !== valeur.trim() || /[\p{Cc}\ufffd]/u.test(valeur)) {
      throw this.erreur(`colonne « ${colonne} » : espace ou caractère de contrôle en trop dans « ${valeur} »`);
    }
    return valeur;
  }

  rempli(colonne: string): string {
    const valeur = this.texte(colonne);
    if (valeur === '') throw this.erreur(`colonne « ${colonne} » vide`);
    return valeur;
  }

  motif(colonne: string, forme: RegExp): string {
    const valeur = this.texte(colonne);
    if (!forme.test(valeur)) throw this.erreur(`colonne « ${colonne} » : « ${valeur} » n'a pas la forme attendue`);
    return valeur;
  }

  /** A value of that form that no row above has, folded; or as `memeQue` says, when values alike otherwise are the same. */
  unique(colonne: string, forme: RegExp, memeQue: (plie: string) => string = (plie) => plie): string {
    const valeur = this.motif(colonne, forme);
    const cle = `${colonne} ${memeQue(plier(valeur))}`;
    if (this.#vues.has(cle)) throw this.erreur(`colonne « ${colonne} » : « ${valeur} » est déjà plus haut`);
    this.#vues.add(cle);
    return valeur;
  }

  parmi<const T extends string>(colonne: string, valeurs: readonly T[]): T {
    const valeur = this.texte(colonne);
    const trouvee = valeurs.find((possible) => possible === valeur);
    if (trouvee === undefined) {
      throw this.erreur(`colonne « ${colonne} » : « ${valeur} » au lieu de ${valeurs.join(', ') || 'rien'}`);
    }
    return trouvee;
  }

  /** The elements of the cell, separated by `|`. */
  liste(colonne: string): string[] {
    const valeur = this.texte(colonne);
    const elements = valeur === '' ? [] : valeur.split('|');
    if (elements.some((element) => element === '' || element !== element.trim())) {
      throw this.erreur(`colonne « ${colonne} » : élément vide ou mal séparé`);
    }
    return elements;
  }

  /** The exercices from `debut` to `fin`; no `fin`, for good. */
  periode(): Periode {
    const debut = Number(this.motif('debut', /^(19|20)\d\d$/));
    const fin = this.motif('fin', /^((19|20)\d\d)?$/);
    if (fin === '') return { debut };
    if (Number(fin) < debut) throw this.erreur(`la fin ${fin} précède le début ${debut}`);
    return { debut, fin: Number(fin) };
  }
}

/**
 * The rows of a table under `donnees`, each read by `lire`: UTF-8, `;`.
 * @throws Error naming the file and line of the first wrong row, or of wrong titles
 */
export function lireUneTable<T>(
  donnees: string,
  fichier: string,
  enTete: string,
  lire: (ligne: LigneDeTable) => T,
): T[] {
  const [titres, ...rangees] = lireLesRangees(readFileSync(join(donnees, fichier)), fichier);
  const colonnes = titres?.cellules ?? [];
  if (colonnes.join(SEPARATEUR) !== enTete) throw new Error(`${fichier}:1 : les colonnes attendues sont ${enTete}`);
  const rangs = new Map(colonnes.map((titre, rang) => [titre, rang]));
  const vues = new Set<string>();
  return rangees.map((rangee) => {
    const { cellules, numero } = rangee;
    if (cellules.length !== colonnes.length) {
      throw new Error(`${fichier}:${numero} : ${cellules.length} colonnes au lieu de ${colonnes.length}`);
    }
    return lire(new LigneDeTable(fichier, rangee, rangs, vues));
  });
}

function lireLesRangees(octets: Buffer, fichier: string): Rangee[] {
  COUPEUR.cut(octets, 1, true);
  if (COUPEUR.stopped) return lireLesRangeesInegales(octets, fichier);
  const rangees: Rangee[] = [];
  const courante = new CutRecord(COUPEUR);
  while (courante.advance()) rangees.push({ cellules: courante.champs, numero: courante.numero });
  return rangees;
}

/** What the cutter leaves is broken, or has characters that no cell may have. */
function lireLesRangeesInegales(octets: Buffer, fichier: string): Rangee[] {
  try {
    const options = { delimiter: SEPARATEUR, info: true, relax_column_count: true } as const;
    const lus = parse(octets, options) as unknown as { record: string[]; info: { lines: number } }[];
    return lus.map(({ record, info }) => ({ cellules: record, numero: info.lines }));
  } catch (erreur) {
    if (erreur instanceof CsvError)
      throw new Error(`${fichier}:${String(erreur.lines)} : la table ne se lit plus à partir d’ici`);
    throw erreur;
  }
}
