import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constat, Constats } from '../domain/constats/constat.ts';
import { accord } from '../domain/textes/format.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { type CsvFault, DOSSIER_CSV, isBlank, type WeighedFile, withoutGuard } from './csv-format.ts';
import { locateField, locateRecord } from './csv-place.ts';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';
import { REMEDY_UTF8 } from './not-text.ts';

/** A CSV that goes with a dossier, and how what is wrong with it is told. */
interface OwnTableFile<C extends string> {
  readonly file: string;
  /** The columns that are read; it may have others, unless it is `closed`. */
  readonly columns: readonly C[];
  /** A person wrote it: a column that is not read is a word mistyped, and is told. */
  readonly closed?: boolean;
  /** Of these, those that older files may lack: read as empty there. */
  readonly recent?: readonly C[];
  readonly code: CodeConstat;
  readonly remede: string;
}

/** What keeps a record from being read, in words. */
const FAULTS: Readonly<Record<CsvFault['type'], string>> = {
  guillemet: 'un guillemet s’ouvre et ne se ferme pas, ou n’est pas doublé',
  encodage: 'des octets ne sont pas de l’UTF-8',
  octet: 'un octet ne code aucun signe',
  commande: 'un signe de commande, qui ne se voit pas, est dans cette cellule',
  trop_long: 'cette ligne est démesurée',
};

/** What to do about it in a file that a person wrote. */
const GESTURES: Readonly<Record<CsvFault['type'], string>> = {
  guillemet: 'Fermez-le, ou ôtez-le. Dans une cellule entre guillemets, un guillemet s’écrit deux fois : « "" ».',
  encodage: REMEDY_UTF8,
  octet: 'Effacez la cellule et retapez-la.',
  commande: 'Effacez la cellule et retapez-la : collée d’ailleurs, elle garderait ce signe.',
  trop_long: 'Un guillemet s’y ouvre sans doute et ne se ferme pas : fermez-le, ou ôtez-le.',
};

const SEMICOLONS = 'Enregistrez-le au format CSV, en UTF-8, avec le point-virgule pour séparateur.';
const OTHER_SEPARATORS = [
  [',', 'des virgules'],
  ['\t', 'des tabulations'],
  ['|', 'des barres'],
] as const;

/** What titles that make one field are parted by, where two of them are columns. */
function otherSeparator(text: string, columns: readonly string[]): string | undefined {
  return OTHER_SEPARATORS.find(([sign]) => {
    const titles = text.split(sign).map((title) => title.replaceAll('"', '').trim());
    return columns.filter((column) => titles.includes(column)).length >= 2;
  })?.[1];
}

/** Gives a cell of the record at hand, as it was before it was written. */
export type ReadCell<C extends string> = (column: C) => string;

/**
 * Reads a CSV that this tool wrote, or that a person writes for it, by the names of its columns. Tells at its place what a hand or a spreadsheet did to it: a
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

  /** Where its columns stand, those that the file has; nothing before its titles were read. */
  get ranks(): ReadonlyMap<C, number> {
    return new Map([...(this.#ranks ?? [])].filter(([, rank]) => rank >= 0));
  }

  record(record: CsvRecord): void {
    if (isBlank(record)) return;
    if (!this.#titlesSeen) this.#readTitles(record);
    else if (this.#ranks) this.#readRecord(record, this.#ranks);
  }

  fault({ line, text, index, type }: CsvFault): void {
    this.report({
      lieu: { fichier: this.#file.file, ligne: line, colonne: index + 1 },
      message: FAULTS[type],
      ...(this.#file.closed ? { remede: GESTURES[type] } : {}),
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
    const separator = otherSeparator(record.texte(), columns);
    if (missing !== undefined && titles.length === 1 && separator !== undefined) {
      this.refuse(record, undefined, `ce fichier est séparé par ${separator}`, SEMICOLONS);
    } else if (missing !== undefined) {
      this.#refuseMissing(record, missing, titles);
    } else if (!this.#file.closed || this.#onlyKnown(record, titles))
      this.#ranks = new Map(columns.map((column) => [column, titles.indexOf(column)]));
  }

  /** Tells a column that is not there, at the title that may be it under another name. */
  #refuseMissing(record: CsvRecord, missing: C, titles: readonly string[]): void {
    const { file, columns, closed, remede } = this.#file;
    const known: readonly string[] = columns;
    const near = nomLePlusProche(
      missing,
      titles.filter((title) => !known.includes(title)),
    );
    const message = `il manque la colonne « ${missing} »`;
    if (near === undefined)
      this.refuse(record, undefined, message, closed ? `Ajoutez-la. Colonnes : ${columns.join(' ; ')}.` : remede);
    else
      this.report({
        ...locateField(file, record.numero, record.texte(), ';', titles.indexOf(near)),
        message: `${message} (« ${near} » lui ressemble)`,
        remede: closed ? `Renommez « ${near} » en « ${missing} » si c’est elle.` : remede,
      });
  }

  /** Tells a title that is none of the columns, or that stands twice. */
  #onlyKnown(record: CsvRecord, titles: readonly string[]): boolean {
    const { file, columns } = this.#file;
    const rank = titles.findIndex(
      (title, index) => !columns.some((column) => column === title) || titles.indexOf(title) < index,
    );
    if (rank < 0) return true;
    const title = titles[rank] ?? '';
    const free = columns.filter((column) => !titles.includes(column));
    const near = nomLePlusProche(title, free);
    const twice = titles.indexOf(title) < rank;
    const named = title === '' ? 'une colonne n’a pas de titre' : `la colonne « ${title} » n’est pas connue`;
    const others = free.length === 0 ? '' : ` Colonnes que ce fichier n’a pas encore : ${free.join(' ; ')}.`;
    const hint = near === undefined || twice ? '' : ` (« ${near} » lui ressemble)`;
    this.report({
      ...locateField(file, record.numero, record.texte(), ';', rank),
      message: twice && title !== '' ? `la colonne « ${title} » est là deux fois` : `${named}${hint}`,
      remede:
        twice && title !== ''
          ? 'Gardez-en une, avec ce que les deux disent.'
          : near === undefined
            ? `Retirez-la, ou donnez-lui le nom de celle qu’elle est.${others}`
            : `Renommez-la « ${near} » si c’est elle, ou retirez-la.${others}`,
    });
    return false;
  }

  #readRecord(record: CsvRecord, ranks: ReadonlyMap<C, number>): void {
    if (record.nombre === this.#width) this.#visit((column) => this.#cell(record, ranks.get(column) ?? -1), record);
    else {
      const message = `${accord(record.nombre, 'champ')} sur cette ligne, ${this.#width} attendus`;
      const commas = record.nombre === 1 && record.texte().split(',').length >= this.#width;
      this.refuse(
        record,
        undefined,
        commas ? `${message} : elle est séparée par des virgules` : message,
        commas ? SEMICOLONS : undefined,
      );
    }
  }

  #cell(record: CsvRecord, rank: number): string {
    return rank < 0 ? '' : withoutGuard(record.champ(rank));
  }
}
