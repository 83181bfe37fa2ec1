import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { CsvCutter, LONGEST_RECORD } from './csv-cutter.ts';
import type { CsvFault, CsvFormat } from './csv-format.ts';
import { UNDEFINED_1252 } from './decoder.ts';

/** Takes what is read, as it is read. */
export interface CsvReceiver {
  /** Records in a row; only valid during the call. */
  records(cut: CsvCutter): void;
  fault(fault: CsvFault): void;
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

  constructor(format: CsvFormat, receiver: CsvReceiver) {
    this.#format = format;
    this.#receiver = receiver;
    this.#cutter = new CsvCutter(format.separateur);
    this.#toSkip = format.preambule;
  }

  get isAbandoned(): boolean {
    return this.#faults >= MAX_FAULTS;
  }

  write(bytes: Buffer): void {
    this.#give(bytes, false);
  }

  end(bytes: Buffer): void {
    this.#give(bytes, true);
  }

  #give(bytes: Buffer, end: boolean): void {
    const kept = this.#skip(bytes);
    this.#window = this.#window.length === 0 ? kept : Buffer.concat([this.#window, kept]);
    const cutter = this.#cutter;
    while (!this.isAbandoned) {
      cutter.cut(this.#window, this.#line, end);
      if (cutter.count > 0) this.#receiver.records(cutter);
      this.#window = this.#window.subarray(cutter.used);
      this.#line = cutter.nextLine;
      if (!cutter.stopped || !this.#tellIrregular(end)) return;
    }
  }

  /** Tells what is wrong with the record that begins the window, and goes past it; `false` when more of it must be read. */
  #tellIrregular(end: boolean): boolean {
    const window = this.#window;
    // What is told shows the whole of a line.
    const mayWait = !end && window.length <= LONGEST_RECORD;
    if (mayWait && endOfLine(window) < 0) return false;
    const judgement = judgeRecord(window, this.#format.separateur, end);
    if (judgement.type === 'unfinished' && mayWait) return false;
    if (judgement.type === 'record' && judgement.bytes <= LONGEST_RECORD) {
      const raw = window.subarray(0, judgement.bytes);
      if (!isUtf8(raw)) this.#tellEncoding(raw, this.#line);
      else this.#tellControl(raw, this.#line);
      this.#line += countLines(raw);
      this.#window = window.subarray(judgement.bytes);
    } else {
      this.#tellBroken(judgement.type === 'broken' ? judgement.code : undefined);
      this.#toSkip += 1;
      this.#window = this.#skip(window);
    }
    return true;
  }

  #tellEncoding(raw: Buffer, firstLineNumber: number): void {
    const { line, offset } = faultyLine(raw, (bytes) => !isUtf8(bytes));
    const index = indexOfInvalid(line);
    const alone = this.#format.encodage === 'windows-1252' && UNDEFINED_1252.includes(line[index] ?? 0);
    // A lone byte of no letter stands in a text that was decoded; otherwise the bytes are shown as they are.
    const text = line.toString(alone ? 'utf8' : 'latin1');
    this.#tell({
      type: alone ? 'octet' : 'encodage',
      line: firstLineNumber + offset,
      text,
      index: alone ? text.indexOf('\ufffd') : index,
    });
  }

  #tellControl(raw: Buffer, firstLineNumber: number): void {
    const { line, offset } = faultyLine(raw, (bytes) => indexOfControl(bytes) >= 0);
    const index = line.subarray(0, indexOfControl(line)).toString('utf8').length;
    this.#tell({ type: 'commande', line: firstLineNumber + offset, text: line.toString('utf8'), index });
  }

  /** @param code that of csv-parse; nothing when the record is too long, whatever is in it */
  #tellBroken(code = 'CSV_MAX_RECORD_SIZE'): void {
    const bytes = firstLine(this.#window);
    const text = bytes.toString('utf8');
    const quote = text.indexOf('"');
    // A line that is too long by itself is no fault of a quote, which only gathers lines.
    const alone = bytes.length >= LONGEST_RECORD || quote < 0;
    if (code === 'CSV_MAX_RECORD_SIZE' && alone) this.#tell({ type: 'trop_long', line: this.#line, text, index: 0 });
    else this.#tell({ type: 'guillemet', line: this.#line, text, index: Math.max(quote, 0) });
  }

  #tell(fault: CsvFault): void {
    this.#faults += 1;
    this.#receiver.fault(fault);
  }

  /** Drops the lines that are to be dropped; what follows them. */
  #skip(bytes: Buffer): Buffer {
    let rest = bytes;
    if (this.#afterReturn && rest.length > 0) {
      this.#afterReturn = false;
      if (rest[0] === LF) rest = rest.subarray(1);
    }
    while (this.#toSkip > 0) {
      const nextStart = endOfLine(rest);
      if (nextStart < 0) return rest.subarray(rest.length);
      this.#afterReturn = nextStart === rest.length && rest[nextStart - 1] === CR;
      rest = rest.subarray(nextStart);
      this.#toSkip -= 1;
      this.#line += 1;
    }
    return rest;
  }
}

/** Where the line after the first one starts, -1 when the first one has no end: LF, CRLF or a lone CR. */
function endOfLine(bytes: Buffer): number {
  const lf = bytes.indexOf(LF);
  const cr = (lf < 0 ? bytes : bytes.subarray(0, lf)).indexOf(CR);
  if (cr < 0) return lf < 0 ? -1 : lf + 1;
  return cr === lf - 1 ? lf + 1 : cr + 1;
}

/** Lines that a record spans: as many as line ends. */
function countLines(raw: Buffer): number {
  let count = 0;
  for (let index = raw.indexOf(LF); index >= 0; index = raw.indexOf(LF, index + 1)) count += 1;
  for (let index = raw.indexOf(CR); index >= 0; index = raw.indexOf(CR, index + 1))
    if (raw[index + 1] !== LF) count += 1;
  return count;
}

function firstLine(bytes: Buffer): Buffer {
  const end = endOfLine(bytes);
  return end < 0 ? bytes : withoutLineEnd(bytes.subarray(0, end));
}

/** The bytes of a line without its end. */
function withoutLineEnd(raw: Buffer): Buffer {
  let end = raw.length;
  while (end > 0 && (raw[end - 1] === LF || raw[end - 1] === CR)) end -= 1;
  return raw.subarray(0, end);
}

/** The first physical line of a record that is at fault, and how many lines come before it. */
function faultyLine(raw: Buffer, isFaulty: (line: Buffer) => boolean): { line: Buffer; offset: number } {
  let rest = raw;
  for (let offset = 0; ; offset++) {
    const line = firstLine(rest);
    if (isFaulty(line)) return { line, offset };
    const end = endOfLine(rest);
    if (end < 0) return { line, offset };
    rest = rest.subarray(end);
  }
}

/** Index of the first control character, -1 when there is none: a text has but tabulations and line ends. */
function indexOfControl(bytes: Buffer): number {
  return bytes.toString('latin1').search(CONTROLS);
}

/** Index of the first byte that does not belong to valid UTF-8. */
function indexOfInvalid(line: Buffer): number {
  let valid = 0;
  let invalid = line.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValidPrefix(line, middle)) valid = middle;
    else invalid = middle;
  }
  // A character cut short by the byte that follows is at fault from its first byte.
  while (!isUtf8(line.subarray(0, valid))) valid -= 1;
  return valid;
}

/** Whether the first bytes are valid UTF-8, but for a character that the cut may have split. */
function isValidPrefix(line: Buffer, length: number): boolean {
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    text.decode(line.subarray(0, length), { stream: true });
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
