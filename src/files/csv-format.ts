import type { Encoding } from './decoder.ts';

/** How a CSV file is written. */
export interface CsvFormat {
  readonly encodage: Encoding;
  readonly separateur: string;
  /** Physical lines above the header, skipped without being parsed. */
  readonly preambule: number;
}

/** How the files that go with a dossier are written, its sources apart. */
export const DOSSIER_CSV: CsvFormat = { encodage: 'utf-8', separateur: ';', preambule: 0 };

/** Something that keeps a record, or the whole file, from being read. */
export interface CsvFault {
  readonly type: 'guillemet' | 'encodage' | 'octet' | 'commande' | 'trop_long';
  /** Line of the file where the record starts. */
  readonly line: number;
  /** The physical line, without its end. */
  readonly text: string;
  /** Index in `texte` of what is at fault. */
  readonly index: number;
}

/** Size and SHA-256 of a file, as it was read or written. */
export interface WeighedFile {
  readonly sha256: string;
  readonly octets: number;
}

/** Whether a record holds nothing: an empty line, or only separators, as Excel leaves under a table. */
export function isBlank(record: { readonly nombre: number; champ(index: number): string }): boolean {
  for (let index = 0; index < record.nombre; index++) if (record.champ(index).trim() !== '') return false;
  return true;
}

const GUARDED = /^'[=+\-@\t\r]/;

/** A cell of a CSV that we wrote, without the apostrophe put before what a spreadsheet would run as a formula. */
export function withoutGuard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
