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
  const lus: { numero: number; isLocked: boolean }[] = [];
  let dansLesCellules = false;
  if (styles)
    visitXml(styles, {
      open({ name: nom, attribute: attribut }) {
        if (nom === 'numFmt')
          codes.set(Number(attribut('numFmtId')), (attribut('formatCode') ?? '').slice(0, MAX_LENGTH));
        else if (nom === 'cellXfs') dansLesCellules = true;
        else if (nom === 'xf' && dansLesCellules) lus.push({ numero: Number(attribut('numFmtId')), isLocked: true });
        else if (nom === 'protection' && dansLesCellules) {
          const dernier = lus.at(-1);
          const locked = attribut('locked');
          if (dernier && (locked === '0' || locked === 'false')) dernier.isLocked = false;
        }
      },
      text() {},
      close(nom) {
        if (nom === 'cellXfs') dansLesCellules = false;
      },
    });
  return lus.map(({ numero, isLocked }) => ({ isLocked, ...lookOf(numero, codes.get(numero)) }));
}

function lookOf(numero: number, code: string | undefined): Omit<NumberFormat, 'isLocked'> {
  const genre = kindOf(numero, code);
  const temps = genre === 'date' ? timeOf(numero, code) : undefined;
  const zeros = genre === 'nombre' && code !== undefined ? ONLY_ZEROS.exec(code)?.[1]?.length : undefined;
  return { kind: genre, ...(zeros !== undefined && { zeros }), ...(temps !== undefined && { time: temps }) };
}

/** The kinds of the formats that Excel knows by number, then of those that the workbook writes out. */
function kindOf(numero: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (PERCENTAGES.has(numero)) return 'pourcentage';
    const estUneDate =
      (numero >= 14 && numero <= 22) || (numero >= 27 && numero <= 36) || (numero >= 45 && numero <= 58);
    return estUneDate && numero !== 48 && numero !== 49 ? 'date' : 'nombre';
  }
  if (/€|EUR/.test(code)) return 'euros';
  const nu = bareOf(code);
  if (nu.includes('%')) return 'pourcentage';
  return /[dmyhsj]/i.test(nu.replace(/General|Standard/gi, '')) ? 'date' : 'nombre';
}

/** What is between quotes, between brackets or escaped is shown as it is. */
function bareOf(code: string): string {
  return code.replace(/"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|[_*]./gi, '');
}

function timeOf(numero: number, code: string | undefined): NumberFormat['time'] {
  if (code === undefined) return TIMES.has(numero) ? 'heure' : DURATIONS.has(numero) ? 'duree' : undefined;
  const nu = bareOf(code);
  if (/\[[hms]+\]/i.test(nu)) return 'duree';
  return /[hs]/i.test(nu) && !/[dyj]/i.test(nu) ? 'heure' : undefined;
}
