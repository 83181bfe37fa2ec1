import { visitXml } from './xml.ts';

/** What a number is shown as, which says what whoever typed it meant. */
export type NumberKind = 'nombre' | 'date' | 'pourcentage' | 'euros';

/** The look of a cell, as far as reading needs it. */
export interface NumberFormat {
  readonly kind: NumberKind;
  /** Whether the protection of the sheet, when on, keeps the cell from being changed. */
  readonly isLocked: boolean;
  /** Digits that a whole number is shown with at the least, zeros before it: 3 for `000`. */
  readonly zeros?: number;
  /** For what has no day: a time of the day, or a duration that may go beyond it. */
  readonly time?: 'heure' | 'duree';
  /** What a number is shown with, when it is more than digits. */
  readonly around?: ShownAround;
}

/** What a format shows beside the digits, which may say that the number is not in euros. */
export interface ShownAround {
  /** The format as the file writes it: `#,##0 "k€"`. */
  readonly code: string;
  /** Its words and signs of money: `k€`. */
  readonly text: string;
  /** By how many thousands digits are divided to be shown: 1 for `#,##0,"k€"`, where the number itself is in euros. */
  readonly thousands: number;
}

/** The looks of a workbook when it gives none, and of cells that name none. */
export const PLAIN_FORMAT: NumberFormat = { kind: 'nombre', isLocked: true };

/** Letters of a format in Excel, at the most: beyond, looking through it could take for ever. */
const MAX_LENGTH = 255;
const PERCENTAGES = new Set([9, 10]);
const TIMES = new Set([18, 19, 20, 21, 45, 47]);
const DURATIONS = new Set([46]);
/** Nothing but zeros, once past the colour and the language: how codes keep theirs. */
const ONLY_ZEROS = /^(?:\[(?:\$[^\]]*|[A-Za-z]+\d*)\])*(0{2,})(?:;|$)/;

/** The looks of cells, by index, as the part `styles.xml` gives them. */
export function readFormats(styles: Uint8Array | undefined): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const read: { id: number; isLocked: boolean }[] = [];
  let inCells = false;
  if (styles)
    visitXml(styles, {
      open({ name, attribute }) {
        if (name === 'numFmt')
          codes.set(Number(attribute('numFmtId')), (attribute('formatCode') ?? '').slice(0, MAX_LENGTH));
        else if (name === 'cellXfs') inCells = true;
        else if (name === 'xf' && inCells) read.push({ id: Number(attribute('numFmtId')), isLocked: true });
        else if (name === 'protection' && inCells) {
          const last = read.at(-1);
          const locked = attribute('locked');
          if (last && (locked === '0' || locked === 'false')) last.isLocked = false;
        }
      },
      text() {},
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    });
  return read.map(({ id, isLocked }) => ({ isLocked, ...lookOf(id, codes.get(id)) }));
}

function lookOf(id: number, code: string | undefined): Omit<NumberFormat, 'isLocked'> {
  const kind = kindOf(id, code);
  const time = kind === 'date' ? timeOf(id, code) : undefined;
  const zeros = kind === 'nombre' && code !== undefined ? ONLY_ZEROS.exec(code)?.[1]?.length : undefined;
  const around = kind === 'date' ? undefined : aroundOf(id, code);
  return {
    kind,
    ...(zeros !== undefined && { zeros }),
    ...(time !== undefined && { time }),
    ...(around !== undefined && { around }),
  };
}

/** The kinds of the formats that Excel knows by number, then of those that the workbook writes out. */
function kindOf(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (PERCENTAGES.has(id)) return 'pourcentage';
    const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);
    return isDate && id !== 48 && id !== 49 ? 'date' : 'nombre';
  }
  if (/€|EUR/.test(code)) return 'euros';
  const bare = bareOf(code);
  if (bare.includes('%')) return 'pourcentage';
  return /[dmyhsj]/i.test(bare.replace(/General|Standard/gi, '')) ? 'date' : 'nombre';
}

/** What is between quotes, between brackets or escaped is shown as it is. */
function bareOf(code: string): string {
  return code.replace(/"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|[_*]./gi, '');
}

/** Words between quotes, what is escaped, signs of money: of the first section, that of numbers above zero. */
const SECTION = /^(?:"[^"]*"|\\.|[^;"\\])*/;
const SHOWN = /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|([$€£¥%])/g;
const LAST_DIGITS = /[0#?](,*)[^0#?]*$/;

function aroundOf(id: number, code: string | undefined): ShownAround | undefined {
  if (code === undefined)
    return PERCENTAGES.has(id) ? { code: id === 9 ? '0%' : '0.00%', text: '%', thousands: 0 } : undefined;
  const section = SECTION.exec(code)?.[0] ?? '';
  let text = '';
  const digits = section.replace(SHOWN, (_, quoted = '', escaped = '', money = '', sign = '') => {
    text += quoted + escaped + money + sign;
    return '';
  });
  if (!/[\p{L}\p{Sc}%]/u.test(text)) return undefined;
  return { code, text: text.trim(), thousands: LAST_DIGITS.exec(digits)?.[1]?.length ?? 0 };
}

function timeOf(id: number, code: string | undefined): NumberFormat['time'] {
  if (code === undefined) return TIMES.has(id) ? 'heure' : DURATIONS.has(id) ? 'duree' : undefined;
  const bare = bareOf(code);
  if (/\[[hms]+\]/i.test(bare)) return 'duree';
  return /[hs]/i.test(bare) && !/[dyj]/i.test(bare) ? 'heure' : undefined;
}
