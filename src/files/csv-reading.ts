import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { CsvCutter, LONGEST_RECORD } from './csv-cutter.ts';
import type { CsvFault, CsvFormat } from './csv-format.ts';
import { UNDEFINED_1252 } from './decoder.ts';

/** Takes what is read, as it is read. */
export interface CsvReceiver {
  /** Records in a row; only valid during the call. */
  records(coupes: CsvCutter): void;
  fault(faute: CsvFault): void;
}

/** Past so many broken records, the file is not what was declared: reading on would tell nothing more. */
const MAX_FAULTS = 50;
const LF = 0x0a;
const CR = 0x0d;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * One reading of a CSV file in UTF-8, piece by piece: a window of bytes since the end of the last record, and the cutter on
 * it. What the cutter leaves is put to csv-parse, told, and reading starts again on the next physical line.
 */
export class CsvReading {
  readonly #format: CsvFormat;
  readonly #receiver: CsvReceiver;
  readonly #cutter: CsvCutter;
  /** Bytes from the end of the last record on. */
  #window: Buffer = Buffer.alloc(0);
  #line = 1;
  /** Physical lines yet to be dropped unread: those above the header, then that of a broken record. */
  #toSkip: number;
  /** Whether the last line dropped ended on a carriage return, which a line feed may complete. */
  #afterReturn = false;
  #faults = 0;

  constructor(format: CsvFormat, recevoir: CsvReceiver) {
    this.#format = format;
    this.#receiver = recevoir;
    this.#cutter = new CsvCutter(format.separateur);
    this.#toSkip = format.preambule;
  }

  get isAbandoned(): boolean {
    return this.#faults >= MAX_FAULTS;
  }

  write(octets: Buffer): void {
    this.#give(octets, false);
  }

  end(octets: Buffer): void {
    this.#give(octets, true);
  }

  #give(octets: Buffer, fin: boolean): void {
    const utiles = this.#skip(octets);
    this.#window = this.#window.length === 0 ? utiles : Buffer.concat([this.#window, utiles]);
    const coupeur = this.#cutter;
    while (!this.isAbandoned) {
      coupeur.cut(this.#window, this.#line, fin);
      if (coupeur.count > 0) this.#receiver.records(coupeur);
      this.#window = this.#window.subarray(coupeur.used);
      this.#line = coupeur.nextLine;
      if (!coupeur.stopped || !this.#tellIrregular(fin)) return;
    }
  }

  /** Tells what is wrong with the record that begins the window, and goes past it; `false` when more of it must be read. */
  #tellIrregular(fin: boolean): boolean {
    const fenetre = this.#window;
    // What is told shows the whole of a line.
    const peutAttendre = !fin && fenetre.length <= LONGEST_RECORD;
    if (peutAttendre && endOfLine(fenetre) < 0) return false;
    const jugement = judgeRecord(fenetre, this.#format.separateur, fin);
    if (jugement.type === 'unfinished' && peutAttendre) return false;
    if (jugement.type === 'record' && jugement.bytes <= LONGEST_RECORD) {
      const brut = fenetre.subarray(0, jugement.bytes);
      if (!isUtf8(brut)) this.#tellEncoding(brut, this.#line);
      else this.#tellControl(brut, this.#line);
      this.#line += countLines(brut);
      this.#window = fenetre.subarray(jugement.bytes);
    } else {
      this.#tellBroken(jugement.type === 'broken' ? jugement.code : undefined);
      this.#toSkip += 1;
      this.#window = this.#skip(fenetre);
    }
    return true;
  }

  #tellEncoding(brut: Buffer, numero: number): void {
    const { ligne, decalage } = faultyLine(brut, (vue) => !isUtf8(vue));
    const rang = indexOfInvalid(ligne);
    const seul = this.#format.encodage === 'windows-1252' && UNDEFINED_1252.includes(ligne[rang] ?? 0);
    // A lone byte of no letter stands in a text that was decoded; otherwise the bytes are shown as they are.
    const texte = ligne.toString(seul ? 'utf8' : 'latin1');
    this.#tell({
      type: seul ? 'octet' : 'encodage',
      numero: numero + decalage,
      texte,
      rang: seul ? texte.indexOf('\ufffd') : rang,
    });
  }

  #tellControl(brut: Buffer, numero: number): void {
    const { ligne, decalage } = faultyLine(brut, (vue) => indexOfControl(vue) >= 0);
    const rang = ligne.subarray(0, indexOfControl(ligne)).toString('utf8').length;
    this.#tell({ type: 'commande', numero: numero + decalage, texte: ligne.toString('utf8'), rang });
  }

  /** @param code that of csv-parse; nothing when the record is too long, whatever is in it */
  #tellBroken(code = 'CSV_MAX_RECORD_SIZE'): void {
    const octets = firstLine(this.#window);
    const texte = octets.toString('utf8');
    const guillemet = texte.indexOf('"');
    // A line that is too long by itself is no fault of a quote, which only gathers lines.
    const seule = octets.length >= LONGEST_RECORD || guillemet < 0;
    if (code === 'CSV_MAX_RECORD_SIZE' && seule) this.#tell({ type: 'trop_long', numero: this.#line, texte, rang: 0 });
    else this.#tell({ type: 'guillemet', numero: this.#line, texte, rang: Math.max(guillemet, 0) });
  }

  #tell(faute: CsvFault): void {
    this.#faults += 1;
    this.#receiver.fault(faute);
  }

  /** Drops the lines that are to be dropped; what follows them. */
  #skip(octets: Buffer): Buffer {
    let reste = octets;
    if (this.#afterReturn && reste.length > 0) {
      this.#afterReturn = false;
      if (reste[0] === LF) reste = reste.subarray(1);
    }
    while (this.#toSkip > 0) {
      const debutSuivante = endOfLine(reste);
      if (debutSuivante < 0) return reste.subarray(reste.length);
      this.#afterReturn = debutSuivante === reste.length && reste[debutSuivante - 1] === CR;
      reste = reste.subarray(debutSuivante);
      this.#toSkip -= 1;
      this.#line += 1;
    }
    return reste;
  }
}

/** Where the line after the first one starts, -1 when the first one has no end: LF, CRLF or a lone CR. */
function endOfLine(octets: Buffer): number {
  const lf = octets.indexOf(LF);
  const cr = (lf < 0 ? octets : octets.subarray(0, lf)).indexOf(CR);
  if (cr < 0) return lf < 0 ? -1 : lf + 1;
  return cr === lf - 1 ? lf + 1 : cr + 1;
}

/** Lines that a record spans: as many as line ends. */
function countLines(brut: Buffer): number {
  let lignes = 0;
  for (let rang = brut.indexOf(LF); rang >= 0; rang = brut.indexOf(LF, rang + 1)) lignes += 1;
  for (let rang = brut.indexOf(CR); rang >= 0; rang = brut.indexOf(CR, rang + 1))
    if (brut[rang + 1] !== LF) lignes += 1;
  return lignes;
}

function firstLine(octets: Buffer): Buffer {
  const fin = endOfLine(octets);
  return fin < 0 ? octets : withoutLineEnd(octets.subarray(0, fin));
}

/** The bytes of a line without its end. */
function withoutLineEnd(brut: Buffer): Buffer {
  let fin = brut.length;
  while (fin > 0 && (brut[fin - 1] === LF || brut[fin - 1] === CR)) fin -= 1;
  return brut.subarray(0, fin);
}

/** The first physical line of a record that is at fault, and how many lines come before it. */
function faultyLine(brut: Buffer, fautive: (ligne: Buffer) => boolean): { ligne: Buffer; decalage: number } {
  let reste = brut;
  for (let decalage = 0; ; decalage++) {
    const ligne = firstLine(reste);
    if (fautive(ligne)) return { ligne, decalage };
    const fin = endOfLine(reste);
    if (fin < 0) return { ligne, decalage };
    reste = reste.subarray(fin);
  }
}

/** Index of the first control character, -1 when there is none: a text has but tabulations and line ends. */
function indexOfControl(octets: Buffer): number {
  return octets.toString('latin1').search(CONTROLS);
}

/** Index of the first byte that does not belong to valid UTF-8. */
function indexOfInvalid(ligne: Buffer): number {
  let valide = 0;
  let invalide = ligne.length;
  while (invalide - valide > 1) {
    const milieu = (valide + invalide) >> 1;
    if (isValidPrefix(ligne, milieu)) valide = milieu;
    else invalide = milieu;
  }
  // A character cut short by the byte that follows is at fault from its first byte.
  while (!isUtf8(ligne.subarray(0, valide))) valide -= 1;
  return valide;
}

/** Whether the first bytes are valid UTF-8, but for a character that the cut may have split. */
function isValidPrefix(ligne: Buffer, longueur: number): boolean {
  const texte = new TextDecoder('utf-8', { fatal: true });
  try {
    texte.decode(ligne.subarray(0, longueur), { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** What csv-parse makes of the first record of a piece of CSV. */
export type Judgement =
  /** A record, of so many bytes with its line end. */
  | { readonly type: 'record'; readonly bytes: number }
  | { readonly type: 'broken'; readonly code: string }
  /** It may be either: more of the file must be read. */
  | { readonly type: 'unfinished' };

/** Puts the record that begins there, which {@link CsvCutter} does not take, to csv-parse, which alone says what is CSV. */
export function judgeRecord(bytes: Buffer, separator: string, last: boolean): Judgement {
  try {
    const [record] = parse(bytes, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: LONGEST_RECORD,
      info: true,
      to: 1,
    }) as unknown as { readonly info: { readonly bytes: number } }[];
    const length = record?.info.bytes ?? 0;
    return !last && length === bytes.length ? { type: 'unfinished' } : { type: 'record', bytes: length };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' && !last && bytes.length <= LONGEST_RECORD
      ? { type: 'unfinished' }
      : { type: 'broken', code: error.code };
  }
}
