import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { plier } from '../domain/textes/texte.ts';
import { CsvCutter } from './csv-cutter.ts';
import { CutRecord } from './csv-records.ts';

/** The exercices during which a row holds, both ends included. */
export interface Period {
  readonly debut: number;
  readonly fin?: number;
}

interface CutRow {
  readonly cells: readonly string[];
  readonly line: number;
}

const SEPARATOR = ';';
/** The same for all tables: it keeps its room from one to the next. */
const CUTTER = new CsvCutter(SEPARATOR);

/** One row of a reference table; each method reads a column and refuses what it should not hold. */
class ReferenceRow {
  readonly #file: string;
  readonly #row: CutRow;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #seen: Set<string>;

  /**
   * @param ranks those of the columns
   * @param seen the values of unique columns met so far in the table
   */
  constructor(file: string, row: CutRow, ranks: ReadonlyMap<string, number>, seen: Set<string>) {
    this.#file = file;
    this.#row = row;
    this.#ranks = ranks;
    this.#seen = seen;
  }

  fault(message: string): Error {
    return new Error(`${this.#file}:${this.#row.line} : ${message}`);
  }

  /** The cell, empty or not, clean of stray spaces and control characters. */
  text(column: string): string {
    const value = this.#row.cells[this.#ranks.get(column) ?? -1] ?? '';
    if (value !== value.trim() || /[\p{Cc}\ufffd]/u.test(value)) {
      throw this.fault(`colonne « ${column} » : espace ou caractère de contrôle en trop dans « ${value} »`);
    }
    return value;
  }

  filled(column: string): string {
    const value = this.text(column);
    if (value === '') throw this.fault(`colonne « ${column} » vide`);
    return value;
  }

  matching(column: string, shape: RegExp): string {
    const value = this.text(column);
    if (!shape.test(value)) throw this.fault(`colonne « ${column} » : « ${value} » n'a pas la forme attendue`);
    return value;
  }

  /** A value of that form that no row above has, folded; or as `sameAs` says, when values alike otherwise are the same. */
  unique(column: string, shape: RegExp, sameAs: (folded: string) => string = (folded) => folded): string {
    const value = this.matching(column, shape);
    const key = `${column} ${sameAs(plier(value))}`;
    if (this.#seen.has(key)) throw this.fault(`colonne « ${column} » : « ${value} » est déjà plus haut`);
    this.#seen.add(key);
    return value;
  }

  among<const T extends string>(column: string, values: readonly T[]): T {
    const value = this.text(column);
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) {
      throw this.fault(`colonne « ${column} » : « ${value} » au lieu de ${values.join(', ') || 'rien'}`);
    }
    return found;
  }

  /** The elements of the cell, separated by `|`. */
  list(column: string): string[] {
    const value = this.text(column);
    const elements = value === '' ? [] : value.split('|');
    if (elements.some((element) => element === '' || element !== element.trim())) {
      throw this.fault(`colonne « ${column} » : élément vide ou mal séparé`);
    }
    return elements;
  }

  /** The exercices from `debut` to `fin`; no `fin`, for good. */
  period(): Period {
    const debut = Number(this.matching('debut', /^(19|20)\d\d$/));
    const fin = this.matching('fin', /^((19|20)\d\d)?$/);
    if (fin === '') return { debut };
    if (Number(fin) < debut) throw this.fault(`la fin ${fin} précède le début ${debut}`);
    return { debut, fin: Number(fin) };
  }
}

/**
 * The rows of a table under `folder`, each read by `read`: UTF-8, `;`.
 * @throws Error naming the file and line of the first wrong row, or of wrong titles
 */
export function readReferenceTable<T>(
  folder: string,
  file: string,
  heads: string,
  read: (row: ReferenceRow) => T,
): T[] {
  const [titles, ...rows] = readRows(readFileSync(join(folder, file)), file);
  const columns = titles?.cells ?? [];
  if (columns.join(SEPARATOR) !== heads) throw new Error(`${file}:1 : les colonnes attendues sont ${heads}`);
  const ranks = new Map(columns.map((title, rank) => [title, rank]));
  const seen = new Set<string>();
  return rows.map((row) => {
    const { cells, line } = row;
    if (cells.length !== columns.length) {
      throw new Error(`${file}:${line} : ${cells.length} colonnes au lieu de ${columns.length}`);
    }
    return read(new ReferenceRow(file, row, ranks, seen));
  });
}

function readRows(bytes: Buffer, file: string): CutRow[] {
  CUTTER.cut(bytes, 1, true);
  if (CUTTER.stopped) return readUnevenRows(bytes, file);
  const rows: CutRow[] = [];
  const current = new CutRecord(CUTTER);
  while (current.advance()) rows.push({ cells: current.champs, line: current.numero });
  return rows;
}

/** What the cutter leaves is broken, or has characters that no cell may have. */
function readUnevenRows(bytes: Buffer, file: string): CutRow[] {
  try {
    const options = { delimiter: SEPARATOR, info: true, relax_column_count: true } as const;
    const records = parse(bytes, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (erreur) {
    if (erreur instanceof CsvError)
      throw new Error(`${file}:${String(erreur.lines)} : la table ne se lit plus à partir d’ici`);
    throw erreur;
  }
}
