import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { CsvCutter } from './csv-cutter.ts';
import type { CsvFault, CsvFormat, WeighedFile } from './csv-format.ts';
import { CsvReading, type CsvReceiver } from './csv-reading.ts';
import { openDecoder } from './decoder.ts';
import { requireOrdinaryFile } from './file-system.ts';
import { fingerprint } from './hashing.ts';

/** A record of a CSV file; only valid during the visit. */
export interface CsvRecord {
  readonly champs: readonly string[];
  /** Number of fields. */
  readonly nombre: number;
  /** Line of the file where it starts, from 1. */
  readonly numero: number;
  /** First 16 hexadecimal digits of the SHA-256 of the record in UTF-8, without its line end. */
  readonly empreinte: string;
  /** One field; empty beyond the last. */
  champ(index: number): string;
  /** The record as received, decoded, without its line end. Made on demand: only faults and explanations show it. */
  texte(): string;
}

/** What is done with a file while it is read. */
export interface CsvVisitor {
  record(record: CsvRecord): void;
  fault(fault: CsvFault): void;
  /** The records of a piece of the file were all shown; so many bytes of it were read. */
  afterPiece?(bytes: number): void;
}

const PIECE_SIZE = 128 * 1024;

/**
 * Reads a CSV file piece by piece and shows its records one by one, with the line where each starts. A broken record is
 * told and reading starts again on the next physical line, so that all faults of a file come in one go.
 * @throws the errors of the file system
 */
export async function readCsvRecords(path: string, format: CsvFormat, visitor: CsvVisitor): Promise<WeighedFile> {
  requireOrdinaryFile(path);
  const hash = createHash('sha256');
  const decoder = openDecoder(format.encodage);
  const reading = new CsvReading(format, oneByOne(visitor));
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_SIZE })) {
    hash.update(piece);
    bytes += piece.length;
    if (reading.isAbandoned) continue;
    reading.write(decoder.decode(piece));
    visitor.afterPiece?.(bytes);
  }
  if (!reading.isAbandoned) reading.end(decoder.end());
  return { sha256: hash.digest('hex'), octets: bytes };
}

/** Shows one by one the records that are read together. */
export function oneByOne(visitor: Pick<CsvVisitor, 'fault'> & { record(record: CutRecord): void }): CsvReceiver {
  return {
    records: (cut) => {
      const current = new CutRecord(cut);
      while (current.advance()) visitor.record(current);
    },
    fault: (fault) => visitor.fault(fault),
  };
}

/** The record under visit: one object for all those cut together, each in its turn. */
export class CutRecord implements CsvRecord {
  /** The text that its cells are cut from, and where each begins and ends there. */
  readonly source: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Rank of its first cell. */
  firstCell = 0;
  nombre = 0;
  numero = 0;
  readonly #cut: CsvCutter;
  #index = -1;
  /** Rank, among the cells with doubled quotes, of the first that is not in a record before this one. */
  #double = 0;
  #fields: readonly string[] | undefined;
  #fingerprint: string | undefined;

  constructor(cut: CsvCutter) {
    this.source = cut.text;
    this.starts = cut.cellStarts;
    this.ends = cut.cellEnds;
    this.#cut = cut;
  }

  /** Goes to the next record; `false` when there is none. */
  advance(): boolean {
    const { firstCells, lines, count, doubled } = this.#cut;
    const index = this.#index + 1;
    if (index >= count) return false;
    this.#index = index;
    this.firstCell = firstCells[index] as number;
    this.nombre = (firstCells[index + 1] as number) - this.firstCell;
    this.numero = lines[index] as number;
    this.#fields = undefined;
    this.#fingerprint = undefined;
    while (this.#double < doubled.length && (doubled[this.#double] as number) < this.firstCell) this.#double += 1;
    return true;
  }

  get champs(): readonly string[] {
    this.#fields ??= Array.from({ length: this.nombre }, (_, index) => this.champ(index));
    return this.#fields;
  }

  champ(index: number): string {
    if (index >= this.nombre) return '';
    const cell = this.firstCell + index;
    const text = this.source.slice(this.starts[cell], this.ends[cell]);
    return this.hasQuotes(cell) ? text.replaceAll('""', '"') : text;
  }

  /** Whether quotes are doubled in a cell, by its rank among all. */
  hasQuotes(cell: number): boolean {
    const { doubled } = this.#cut;
    for (let index = this.#double; index < doubled.length; index++) {
      const rank = doubled[index] as number;
      if (rank >= cell) return rank === cell;
    }
    return false;
  }

  /**
   * Fields in a row as the file writes them, separators and quotes included: what two records write alike there, they hold
   * alike.
   */
  slice(first: number, last: number): string {
    const start = this.starts[this.firstCell + first] as number;
    const quoted = start > 0 && this.source.charCodeAt(start - 1) === QUOTE;
    return this.source.slice(quoted ? start - 1 : start, this.ends[this.firstCell + last]);
  }

  /** Its size in bytes, which no field exceeds. */
  get longestField(): number {
    const { recordStarts, recordEnds } = this.#cut;
    return (recordEnds[this.#index] as number) - (recordStarts[this.#index] as number);
  }

  get empreinte(): string {
    this.#fingerprint ??= fingerprint(this.#bytes());
    return this.#fingerprint;
  }

  texte(): string {
    return this.#bytes().toString('utf8');
  }

  #bytes(): Buffer {
    const { bytes, recordStarts, recordEnds } = this.#cut;
    return bytes.subarray(recordStarts[this.#index], recordEnds[this.#index]);
  }
}

const QUOTE = 0x22;
