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
  champ(rang: number): string;
  /** The record as received, decoded, without its line end. Made on demand: only faults and explanations show it. */
  texte(): string;
}

/** What is done with a file while it is read. */
export interface CsvVisitor {
  enregistrement(enregistrement: CsvRecord): void;
  faute(faute: CsvFault): void;
  /** The records of a piece of the file were all shown. */
  apresMorceau?(): void;
}

const PIECE_SIZE = 128 * 1024;

/**
 * Reads a CSV file piece by piece and shows its records one by one, with the line where each starts. A broken record is
 * told and reading starts again on the next physical line, so that all faults of a file come in one go.
 * @throws the errors of the file system
 */
export async function readCsvRecords(chemin: string, format: CsvFormat, visiteur: CsvVisitor): Promise<WeighedFile> {
  requireOrdinaryFile(chemin);
  const hachage = createHash('sha256');
  const decodeur = openDecoder(format.encodage);
  const lecture = new CsvReading(format, oneByOne(visiteur));
  let octets = 0;
  for await (const morceau of createReadStream(chemin, { highWaterMark: PIECE_SIZE })) {
    hachage.update(morceau);
    octets += morceau.length;
    if (lecture.isAbandoned) continue;
    lecture.write(decodeur.decode(morceau));
    visiteur.apresMorceau?.();
  }
  if (!lecture.isAbandoned) lecture.end(decodeur.end());
  return { sha256: hachage.digest('hex'), octets };
}

/** Shows one by one the records that are read together. */
export function oneByOne(visiteur: Pick<CsvVisitor, 'faute'> & { enregistrement(vu: CutRecord): void }): CsvReceiver {
  return {
    records: (coupes) => {
      const courant = new CutRecord(coupes);
      while (courant.advance()) visiteur.enregistrement(courant);
    },
    fault: (faute) => visiteur.faute(faute),
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

  constructor(coupes: CsvCutter) {
    this.source = coupes.text;
    this.starts = coupes.cellStarts;
    this.ends = coupes.cellEnds;
    this.#cut = coupes;
  }

  /** Goes to the next record; `false` when there is none. */
  advance(): boolean {
    const { firstCells, lines, count, doubled } = this.#cut;
    const rang = this.#index + 1;
    if (rang >= count) return false;
    this.#index = rang;
    this.firstCell = firstCells[rang] as number;
    this.nombre = (firstCells[rang + 1] as number) - this.firstCell;
    this.numero = lines[rang] as number;
    this.#fields = undefined;
    this.#fingerprint = undefined;
    while (this.#double < doubled.length && (doubled[this.#double] as number) < this.firstCell) this.#double += 1;
    return true;
  }

  get champs(): readonly string[] {
    this.#fields ??= Array.from({ length: this.nombre }, (_, rang) => this.champ(rang));
    return this.#fields;
  }

  champ(rang: number): string {
    if (rang >= this.nombre) return '';
    const cellule = this.firstCell + rang;
    const texte = this.source.slice(this.starts[cellule], this.ends[cellule]);
    return this.hasQuotes(cellule) ? texte.replaceAll('""', '"') : texte;
  }

  /** Whether quotes are doubled in a cell, by its rank among all. */
  hasQuotes(cellule: number): boolean {
    const { doubled } = this.#cut;
    for (let rang = this.#double; rang < doubled.length; rang++) {
      const double = doubled[rang] as number;
      if (double >= cellule) return double === cellule;
    }
    return false;
  }

  /**
   * Fields in a row as the file writes them, separators and quotes included: what two records write alike there, they hold
   * alike.
   */
  slice(premier: number, dernier: number): string {
    const debut = this.starts[this.firstCell + premier] as number;
    const cite = debut > 0 && this.source.charCodeAt(debut - 1) === QUOTE;
    return this.source.slice(cite ? debut - 1 : debut, this.ends[this.firstCell + dernier]);
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
