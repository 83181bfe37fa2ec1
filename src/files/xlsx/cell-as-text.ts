import type { CellReader } from './read-cell.ts';
import type { NumberFormat } from './read-formats.ts';

/** What is wrong with a cell of a source. */
export type CellDefect =
  /** An error of the spreadsheet, in the words of Excel in French: `#REF!`, `#VALEUR!`; or a date that it cannot show. */
  | { readonly type: 'erreur'; readonly content: string }
  /** What the file says is a number, and is none that a spreadsheet holds. */
  | { readonly type: 'pas_un_nombre'; readonly content: string }
  /** A formula whose result the file does not hold: a program wrote it that does not calculate. */
  | { readonly type: 'formule_sans_resultat'; readonly formula: string }
  /** A cell merged into another, which alone shows something. */
  | { readonly type: 'fusion'; readonly range: string };

/** How a source writes what is not text. */
export interface CellWriting {
  readonly decimal: ',' | '.';
  readonly since1904: boolean;
}

/** A cell of which something is wrong, and what it shows. */
export interface FaultyCell {
  readonly text: string;
  readonly defect: CellDefect;
}

/** The file keeps errors in English, whatever the language of whoever sees them. */
const ERRORS: Readonly<Record<string, string>> = {
  '#VALUE!': '#VALEUR!',
  '#NAME?': '#NOM?',
  '#NULL!': '#NUL!',
  '#NUM!': '#NOMBRE!',
};
const BOOLEANS: Readonly<Record<string, string>> = { 1: 'VRAI', true: 'VRAI', 0: 'FAUX', false: 'FAUX' };
/** What Excel shows of a date that it cannot show. */
const HASHES = '########';
/** What is written already as it is to be written, and has no digit too many. */
const SIMPLE = /^(?:-?[1-9]\d{0,11}|0)(?:\.\d{0,2}[1-9])?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i;

/**
 * A cell as the text that an officer would see and type, its look apart:
 * - a number keeps its value, with the 15 digits of Excel: neither rounded to the decimals that are shown, nor grouped, nor
 *   divided as by `# ##0, "k€"`; a percentage stays the fraction that it is, 0,3 for 30 %;
 * - whole numbers shown with zeros before them keep them: `048`;
 * - days are `2012-11-06`, times `14:30:00`, booleans `VRAI` or `FAUX`;
 * - texts are those of the file, spaces and line ends included;
 * - a formula without result is shown itself, `=D3*2`: as an empty text it could pass for nothing.
 */
export function cellAsText(cell: CellReader, writing: CellWriting): string | FaultyCell {
  const { formula, hasResult } = cell;
  const type = cell.type();
  const content = cell.content();
  // An empty text is a result, that formulas often give; an empty number is none.
  if (formula !== undefined && (!hasResult || (content === '' && type !== 'texte')))
    return { text: `=${formula}`, defect: { type: 'formule_sans_resultat', formula } };
  if (content === '' || type === 'texte') return content;
  const bare = content.trim();
  switch (type) {
    case 'booleen':
      return BOOLEANS[bare] ?? faulty(bare);
    case 'jour':
      return writeIsoDay(bare) ?? faulty(bare);
    case 'nombre':
      return writeNumber(bare, cell.format, writing);
    default:
      return faulty(ERRORS[bare] ?? bare);
  }
}

function writeNumber(bare: string, format: NumberFormat, { decimal, since1904 }: CellWriting): string | FaultyCell {
  if (bare === '') return '';
  if (SIMPLE.test(bare) && format.kind !== 'date' && format.zeros === undefined) return bare.replace('.', decimal);
  const number = NUMBER.test(bare) ? Number(bare) : Number.NaN;
  // `NaN`, or a text that a program took for a number: Excel refuses such files, others read on.
  if (!Number.isFinite(number)) return { text: bare, defect: { type: 'pas_un_nombre', content: bare } };
  if (format.kind === 'date') return writeDay(number, format, since1904) ?? faulty(HASHES);
  const written = writeDecimal(number, decimal);
  if (format.zeros === undefined || !/^\d+$/.test(written)) return written;
  return written.padStart(format.zeros, '0');
}

function faulty(content: string): FaultyCell {
  return { text: content, defect: { type: 'erreur', content } };
}

const SECONDS_A_DAY = 86_400;
/** Days between the origins of Excel's two calendars. */
const FROM_1900_TO_1904 = 1462;
/** Excel takes 1900 for a leap year, as Lotus did: its day 60 is a 29 February that never was. */
const FALSE_29_FEBRUARY = 60;
/** 31 December 9999, where the calendar of Excel ends. */
const LAST_DAY = 2_958_465;

/**
 * A number that the cell shows as a day or a time: `2012-11-06`, `2012-11-06 14:30:00` when it is not midnight, `14:30:00`
 * when only a time is shown. Days before March 1900 are those of Excel, its 29 February 1900 and its day 0 included; other
 * programs count them otherwise.
 * @returns nothing for a number that no day has, which Excel shows as `#####`
 */
export function writeDay(number: number, { time }: NumberFormat, since1904: boolean): string | undefined {
  // To the second at once, so that what floats just before midnight goes over to the next day.
  const seconds = Math.round(number * SECONDS_A_DAY);
  if (!(seconds >= 0)) return undefined;
  if (time === 'duree') return writeTime(seconds);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const rest = seconds % SECONDS_A_DAY;
  // A time alone is a fraction of a day, whatever the calendar.
  if (time === 'heure' && day === 0) return writeTime(rest);
  const since1900 = day + (since1904 ? FROM_1900_TO_1904 : 0);
  if (since1900 > LAST_DAY) return undefined;
  return rest === 0 ? writeDate(since1900) : `${writeDate(since1900)} ${writeTime(rest)}`;
}

function writeDate(day: number): string {
  if (day === 0) return '1900-01-00';
  if (day === FALSE_29_FEBRUARY) return '1900-02-29';
  const eve = day < FALSE_29_FEBRUARY ? 31 : 30;
  return new Date(Date.UTC(1899, 11, eve + day)).toISOString().slice(0, 10);
}

/** Hours may go beyond a day, for durations. */
function writeTime(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((number) => String(number).padStart(2, '0'))
    .join(':');
}

/**
 * A day that the file writes as a text, the way strict files do: `2012-11-06T14:30:00`.
 * @returns nothing for another text
 */
export function writeIsoDay(text: string): string | undefined {
  const [, date, hour, minute, second = '00'] =
    /^(?:(\d{4}-\d{2}-\d{2})(?:T|$))?(?:(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?Z?$/.exec(text) ?? [];
  const instant = hour === undefined ? undefined : `${hour}:${minute}:${second}`;
  if (date === undefined) return instant;
  return instant === undefined || instant === '00:00:00' ? date : `${date} ${instant}`;
}

/** Digits that spreadsheets are sure of: what doubles add beyond is theirs, not that of whoever typed the number. */
const SURE_DIGITS = 15;

/**
 * A number times a power of ten, written out without exponent nor grouping, with the 15 digits that spreadsheets are sure
 * of: files keep 0.07 as 7.0000000000000007E-2, and 0.3 as 0.30000000000000004 when a formula made it. What does not fall
 * on a cent keeps its further decimals. Whole numbers that doubles count one by one keep all their digits.
 */
export function writeDecimal(number: number, decimal: ',' | '.', shift = 0): string {
  if (shift === 0 && Number.isSafeInteger(number)) return number === 0 ? '0' : String(number);
  const [mantissa = '', exponent = '0'] = number.toExponential(SURE_DIGITS - 1).split('e');
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const point = Number(exponent) + shift + 1;
  const integers = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const decimals = (point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point)).replace(/0+$/, '');
  const sign = number < 0 ? '-' : '';
  return `${sign}${integers.replace(/^0+(?=\d)/, '')}${decimals === '' ? '' : `${decimal}${decimals}`}`;
}
