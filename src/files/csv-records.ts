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

const TAILLE_MORCEAU = 128 * 1024;

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
  for await (const morceau of createReadStream(chemin, { highWaterMark: TAILLE_MORCEAU })) {
    hachage.update(morceau);
    octets += morceau.length;
    if (lecture.abandonnee) continue;
    lecture.ecrire(decodeur.decoder(morceau));
    visiteur.apresMorceau?.();
  }
  if (!lecture.abandonnee) lecture.finir(decodeur.finir());
  return { sha256: hachage.digest('hex'), octets };
}

/** Shows one by one the records that are read together. */
export function oneByOne(visiteur: Pick<CsvVisitor, 'faute'> & { enregistrement(vu: CutRecord): void }): CsvReceiver {
  return {
    enregistrements: (coupes) => {
      const courant = new CutRecord(coupes);
      while (courant.avancer()) visiteur.enregistrement(courant);
    },
    faute: (faute) => visiteur.faute(faute),
  };
}

/** The record under visit: one object for all those cut together, each in its turn. */
export class CutRecord implements CsvRecord {
  /** The text that its cells are cut from, and where each begins and ends there. */
  readonly source: string;
  readonly debuts: Uint32Array;
  readonly fins: Uint32Array;
  /** Rank of its first cell. */
  premiere = 0;
  nombre = 0;
  numero = 0;
  readonly #coupes: CsvCutter;
  #rang = -1;
  /** Rank, among the cells with doubled quotes, of the first that is not in a record before this one. */
  #double = 0;
  #champs: readonly string[] | undefined;
  #empreinte: string | undefined;

  constructor(coupes: CsvCutter) {
    this.source = coupes.text;
    this.debuts = coupes.cellStarts;
    this.fins = coupes.cellEnds;
    this.#coupes = coupes;
  }

  /** Goes to the next record; `false` when there is none. */
  avancer(): boolean {
    const { firstCells, lines, count, doubled } = this.#coupes;
    const rang = this.#rang + 1;
    if (rang >= count) return false;
    this.#rang = rang;
    this.premiere = firstCells[rang] as number;
    this.nombre = (firstCells[rang + 1] as number) - this.premiere;
    this.numero = lines[rang] as number;
    this.#champs = undefined;
    this.#empreinte = undefined;
    while (this.#double < doubled.length && (doubled[this.#double] as number) < this.premiere) this.#double += 1;
    return true;
  }

  get champs(): readonly string[] {
    this.#champs ??= Array.from({ length: this.nombre }, (_, rang) => this.champ(rang));
    return this.#champs;
  }

  champ(rang: number): string {
    if (rang >= this.nombre) return '';
    const cellule = this.premiere + rang;
    const texte = this.source.slice(this.debuts[cellule], this.fins[cellule]);
    return this.aDesGuillemets(cellule) ? texte.replaceAll('""', '"') : texte;
  }

  /** Whether quotes are doubled in a cell, by its rank among all. */
  aDesGuillemets(cellule: number): boolean {
    const { doubled } = this.#coupes;
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
  tranche(premier: number, dernier: number): string {
    const debut = this.debuts[this.premiere + premier] as number;
    const cite = debut > 0 && this.source.charCodeAt(debut - 1) === GUILLEMET;
    return this.source.slice(cite ? debut - 1 : debut, this.fins[this.premiere + dernier]);
  }

  /** Its size in bytes, which no field exceeds. */
  get longueurMax(): number {
    const { recordStarts, recordEnds } = this.#coupes;
    return (recordEnds[this.#rang] as number) - (recordStarts[this.#rang] as number);
  }

  get empreinte(): string {
    this.#empreinte ??= fingerprint(this.#octets());
    return this.#empreinte;
  }

  texte(): string {
    return this.#octets().toString('utf8');
  }

  #octets(): Buffer {
    const { bytes, recordStarts, recordEnds } = this.#coupes;
    return bytes.subarray(recordStarts[this.#rang], recordEnds[this.#rang]);
  }
}

const GUILLEMET = 0x22;
