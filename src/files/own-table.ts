import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constat, Constats } from '../domain/constats/constat.ts';
import { accord } from '../domain/textes/format.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { type CsvFault, DOSSIER_CSV, isBlank, type WeighedFile, withoutGuard } from './csv-format.ts';
import { locateField, locateRecord } from './csv-place.ts';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';

/** A CSV that this tool wrote in an earlier run, and how what is wrong with it is told. */
interface OwnTableFile<C extends string> {
  readonly file: string;
  /** The columns that are read; it may have others. */
  readonly columns: readonly C[];
  /** Of these, those that older files may lack: read as empty there. */
  readonly recent?: readonly C[];
  readonly code: CodeConstat;
  readonly remede: string;
}

/** Gives a cell of the record at hand, as it was before it was written. */
export type ReadCell<C extends string> = (column: C) => string;

/**
 * Reads a CSV that this tool wrote, by the names of its columns. Tells at its place what a hand or a spreadsheet did to it: a
 * missing column, a record of another width, bytes that are no text.
 */
export class OwnTable<C extends string> {
  readonly #file: OwnTableFile<C>;
  readonly #constats: Constats;
  readonly #visit: (read: ReadCell<C>, record: CsvRecord) => void;
  #ranks: ReadonlyMap<C, number> | undefined;
  #width = 0;
  #titlesSeen = false;
  #faults = 0;

  /** @param visit only called for records as wide as the titles; `read` is only valid during the call */
  constructor(file: OwnTableFile<C>, constats: Constats, visit: (read: ReadCell<C>, record: CsvRecord) => void) {
    this.#file = file;
    this.#constats = constats;
    this.#visit = visit;
  }

  /** @throws the errors of the file system */
  read(path: string): Promise<WeighedFile> {
    return readCsvRecords(path, DOSSIER_CSV, this);
  }

  get faults(): number {
    return this.#faults;
  }

  get titlesSeen(): boolean {
    return this.#titlesSeen;
  }

  /** Whether all the columns that are read are there. */
  get titlesRight(): boolean {
    return this.#ranks !== undefined;
  }

  record(record: CsvRecord): void {
    if (isBlank(record)) return;
    if (!this.#titlesSeen) this.#readTitles(record);
    else if (this.#ranks) this.#readRecord(record, this.#ranks);
  }

  fault({ line, text, index, type }: CsvFault): void {
    this.report({
      lieu: { fichier: this.#file.file, ligne: line, colonne: index + 1 },
      message: type === 'encodage' ? 'des octets ne sont pas de l’UTF-8' : 'enregistrement illisible',
      extrait: { texte: text, debut: index, fin: index + 1 },
    });
  }

  /** Tells that there is nothing under the titles, or not even titles. */
  reportEmpty(remede: string = this.#file.remede): void {
    this.report({
      remede,
      lieu: { fichier: this.#file.file },
      message: this.#titlesSeen ? 'ce fichier n’a aucune ligne' : 'ce fichier est vide',
    });
  }

  /** Tells what is wrong with a cell, or with the whole record. */
  refuse(record: CsvRecord, column: C | undefined, message: string, remede: string = this.#file.remede): void {
    const { file } = this.#file;
    const rank = column && this.#ranks?.get(column);
    const place =
      rank === undefined
        ? locateRecord(file, record.numero, record.texte())
        : locateField(file, record.numero, record.texte(), ';', rank);
    this.report({ ...place, message, remede });
  }

  report(constat: Pick<Constat, 'lieu' | 'message'> & Partial<Constat>): void {
    this.#faults += 1;
    this.#constats.ajouter({ remede: this.#file.remede, ...constat, code: this.#file.code });
  }

  #readTitles(record: CsvRecord): void {
    this.#titlesSeen = true;
    this.#width = record.nombre;
    const titles = record.champs.map((title) => title.trim());
    const { columns, recent } = this.#file;
    const missing = columns.find((column) => !titles.includes(column) && !recent?.includes(column));
    if (missing === undefined) {
      this.#ranks = new Map(columns.map((column) => [column, titles.indexOf(column)]));
      return;
    }
    const near = nomLePlusProche(missing, titles);
    const hint = near === undefined ? '' : ` (« ${near} » lui ressemble)`;
    this.refuse(record, undefined, `il manque la colonne « ${missing} »${hint}`);
  }

  #readRecord(record: CsvRecord, ranks: ReadonlyMap<C, number>): void {
    if (record.nombre === this.#width) this.#visit((column) => this.#cell(record, ranks.get(column) ?? -1), record);
    else this.refuse(record, undefined, `${accord(record.nombre, 'champ')} sur cette ligne, ${this.#width} attendus`);
  }

  #cell(record: CsvRecord, rank: number): string {
    return rank < 0 ? '' : withoutGuard(record.champ(rank));
  }
}
