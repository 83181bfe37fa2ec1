import { isUtf8 } from 'node:buffer';
import { unfinishedLength } from './decoder.ts';

/** No budget line comes near, in bytes; beyond, a quote was opened and never closed. */
export const LONGEST_RECORD: number = 1024 * 1024;

/** What a byte may be to the cutter. Bytes of several-byte letters are told apart to count letters while bytes go by. */
const LETTER = 0;
const SEPARATOR = 1;
const QUOTE = 2;
const LINE_FEED = 3;
const RETURN = 4;
const CONTROL = 5;
/** Second to last byte of a letter in UTF-8. */
const CONTINUATION = 6;
/** First byte of a letter that takes four, and two units of a string. */
const FOUR_BYTES = 7;
/** Past the last byte. */
const END = 8;

const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const DOUBLE_QUOTE = 0x22;
const DELETE = 0x7f;

/**
 * Cuts regular CSV in UTF-8 into records and cells, without making anything of them: where each begins and ends. It stops
 * before the first record that is not regular — a quote out of place, a control character, bytes that are no letter, a
 * record without end — and leaves it to a reader that says what is wrong. Of regular records it gives what csv-parse gives.
 */
export class CsvCutter {
  /** The records cut last, as text; what follows is about them, until the next cut. */
  text = '';
  bytes: Buffer = Buffer.alloc(0);
  count = 0;
  /** Where each cell begins and ends in the text, quotes around it left out. */
  cellStarts = new Uint32Array(0);
  cellEnds = new Uint32Array(0);
  /** Rank of the first cell of each record, and of the one after the last. */
  firstCells = new Uint32Array(1);
  /** Where each record begins and ends in the bytes, its line end left out. */
  recordStarts = new Uint32Array(0);
  recordEnds = new Uint32Array(0);
  /** The line of the file where each record starts. */
  lines = new Uint32Array(0);
  /** The cells in which quotes are doubled, in order. */
  doubled: number[] = [];
  /** How many bytes were cut. */
  used = 0;
  /** The line of the file where the byte after them stands. */
  nextLine = 1;
  /** Whether the record there is not regular. */
  stopped = false;
  readonly #classes: Uint8Array;

  /** @param separator one character of ASCII */
  constructor(separator: string) {
    this.#classes = Uint8Array.from({ length: 256 }, (_, byte) => classOf(byte, separator.charCodeAt(0)));
  }

  /**
   * @param line the line of the file where the bytes begin
   * @param last whether the file ends with them: the last record may then have no line end
   */
  cut(bytes: Buffer, line: number, last: boolean): void {
    this.#makeRoom(bytes.length);
    const classes = this.#classes;
    const { cellStarts, cellEnds, firstCells, recordStarts, recordEnds, lines } = this;
    const { length } = bytes;
    const suspect = !isUtf8(last ? bytes : bytes.subarray(0, length - unfinishedLength(bytes)));
    const doubled: number[] = [];
    let count = 0;
    let cell = 0;
    let position = 0;
    let used = 0;
    /** What to take off a rank among bytes for one among the units of the text. */
    let shift = 0;
    let ascii = true;
    let nextLine = line;
    let lineAfter = line;
    let stopped = false;
    records: while (position < length) {
      const start = position;
      const firstLine = nextLine;
      for (;;) {
        let kind = position < length ? (classes[bytes[position] as number] as number) : END;
        if (kind === QUOTE) {
          position += 1;
          cellStarts[cell] = position - shift;
          for (;;) {
            kind = position < length ? (classes[bytes[position] as number] as number) : END;
            if (kind === END || kind === CONTROL) {
              stopped = kind === CONTROL || last;
              break records;
            }
            if (kind === QUOTE) {
              if (position + 1 === length && !last) break records;
              if (bytes[position + 1] !== DOUBLE_QUOTE) break;
              if (doubled[doubled.length - 1] !== cell) doubled.push(cell);
              position += 1;
            } else if (kind === CONTINUATION) shift += 1;
            else if (kind === FOUR_BYTES) shift -= 1;
            else if (kind === LINE_FEED) nextLine += 1;
            else if (kind === RETURN) {
              if (position + 1 === length && !last) break records;
              if (bytes[position + 1] !== LF) nextLine += 1;
            }
            position += 1;
          }
          cellEnds[cell++] = position - shift;
          position += 1;
          kind = position < length ? (classes[bytes[position] as number] as number) : END;
        } else {
          cellStarts[cell] = position - shift;
          while (kind === LETTER || kind === CONTINUATION || kind === FOUR_BYTES) {
            if (kind === CONTINUATION) shift += 1;
            else if (kind === FOUR_BYTES) shift -= 1;
            do kind = ++position < length ? (classes[bytes[position] as number] as number) : END;
            while (kind === LETTER);
          }
          cellEnds[cell++] = position - shift;
        }
        if (kind === SEPARATOR) {
          position += 1;
          continue;
        }
        if (!last && (kind === END || (kind === RETURN && position + 1 === length))) break records;
        if (kind === END || kind === LINE_FEED || kind === RETURN) break;
        stopped = true;
        break records;
      }
      const end = position;
      if (position < length) {
        position += bytes[position] === CR && bytes[position + 1] === LF ? 2 : 1;
        nextLine += 1;
      }
      if (end - start > LONGEST_RECORD || (suspect && !isUtf8(bytes.subarray(start, end)))) {
        stopped = true;
        break;
      }
      recordStarts[count] = start;
      recordEnds[count] = end;
      lines[count] = firstLine;
      count += 1;
      firstCells[count] = cell;
      used = position;
      ascii = shift === 0;
      lineAfter = nextLine;
    }
    this.count = count;
    this.nextLine = lineAfter;
    this.used = used;
    this.stopped = stopped || (!last && length - used > LONGEST_RECORD);
    this.bytes = bytes;
    this.doubled = doubled;
    this.text = bytes.toString(ascii ? 'latin1' : 'utf8', 0, used);
  }

  /** Room for as many cells and records as the bytes may hold. */
  #makeRoom(length: number): void {
    if (this.lines.length > length) return;
    const room = length + 1;
    this.cellStarts = new Uint32Array(room);
    this.cellEnds = new Uint32Array(room);
    this.firstCells = new Uint32Array(room + 1);
    this.recordStarts = new Uint32Array(room);
    this.recordEnds = new Uint32Array(room);
    this.lines = new Uint32Array(room);
  }
}

function classOf(byte: number, separator: number): number {
  if (byte === separator) return SEPARATOR;
  if (byte === DOUBLE_QUOTE) return QUOTE;
  if (byte === LF) return LINE_FEED;
  if (byte === CR) return RETURN;
  if ((byte < 0x20 && byte !== TAB) || byte === DELETE) return CONTROL;
  if (byte >= 0x80 && byte < 0xc0) return CONTINUATION;
  return byte >= 0xf0 ? FOUR_BYTES : LETTER;
}
