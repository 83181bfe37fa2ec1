import { visitXml } from './xml.ts';

/** What a number is shown as, which says what whoever typed it meant. */
export type NumberKind = 'nombre' | 'date' | 'pourcentage' | 'euros';

/** The look of a cell, as far as reading needs it. */
export interface NumberFormat {
  readonly genre: NumberKind;
  /** Whether the protection of the sheet, when on, keeps the cell from being changed. */
  readonly verrouille: boolean;
  /** Digits that a whole number is shown with at the least, zeros before it: 3 for `000`. */
  readonly zeros?: number;
  /** For what has no day: a time of the day, or a duration that may go beyond it. */
  readonly temps?: 'heure' | 'duree';
}

/** The looks of a workbook when it gives none, and of cells that name none. */
export const PLAIN_FORMAT: NumberFormat = { genre: 'nombre', verrouille: true };

/** Letters of a format in Excel, at the most: beyond, looking through it could take for ever. */
const LONGUEUR_MAX = 255;
const POURCENTAGES = new Set([9, 10]);
const HEURES = new Set([18, 19, 20, 21, 45, 47]);
const DUREES = new Set([46]);
/** Nothing but zeros, once past the colour and the language: how codes keep theirs. */
const QUE_DES_ZEROS = /^(?:\[(?:\$[^\]]*|[A-Za-z]+\d*)\])*(0{2,})(?:;|$)/;

/** The looks of cells, by index, as the part `styles.xml` gives them. */
export function readFormats(styles: Uint8Array | undefined): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const lus: { numero: number; verrouille: boolean }[] = [];
  let dansLesCellules = false;
  if (styles)
    visitXml(styles, {
      open({ name: nom, attribute: attribut }) {
        if (nom === 'numFmt')
          codes.set(Number(attribut('numFmtId')), (attribut('formatCode') ?? '').slice(0, LONGUEUR_MAX));
        else if (nom === 'cellXfs') dansLesCellules = true;
        else if (nom === 'xf' && dansLesCellules) lus.push({ numero: Number(attribut('numFmtId')), verrouille: true });
        else if (nom === 'protection' && dansLesCellules) {
          const dernier = lus.at(-1);
          const locked = attribut('locked');
          if (dernier && (locked === '0' || locked === 'false')) dernier.verrouille = false;
        }
      },
      text() {},
      close(nom) {
        if (nom === 'cellXfs') dansLesCellules = false;
      },
    });
  return lus.map(({ numero, verrouille }) => ({ verrouille, ...apparenceDe(numero, codes.get(numero)) }));
}

function apparenceDe(numero: number, code: string | undefined): Omit<NumberFormat, 'verrouille'> {
  const genre = genreDe(numero, code);
  const temps = genre === 'date' ? tempsDe(numero, code) : undefined;
  const zeros = genre === 'nombre' && code !== undefined ? QUE_DES_ZEROS.exec(code)?.[1]?.length : undefined;
  return { genre, ...(zeros !== undefined && { zeros }), ...(temps !== undefined && { temps }) };
}

/** The kinds of the formats that Excel knows by number, then of those that the workbook writes out. */
function genreDe(numero: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (POURCENTAGES.has(numero)) return 'pourcentage';
    const estUneDate =
      (numero >= 14 && numero <= 22) || (numero >= 27 && numero <= 36) || (numero >= 45 && numero <= 58);
    return estUneDate && numero !== 48 && numero !== 49 ? 'date' : 'nombre';
  }
  if (/€|EUR/.test(code)) return 'euros';
  const nu = nuDe(code);
  if (nu.includes('%')) return 'pourcentage';
  return /[dmyhsj]/i.test(nu.replace(/General|Standard/gi, '')) ? 'date' : 'nombre';
}

/** What is between quotes, between brackets or escaped is shown as it is. */
function nuDe(code: string): string {
  return code.replace(/"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|[_*]./gi, '');
}

function tempsDe(numero: number, code: string | undefined): NumberFormat['temps'] {
  if (code === undefined) return HEURES.has(numero) ? 'heure' : DUREES.has(numero) ? 'duree' : undefined;
  const nu = nuDe(code);
  if (/\[[hms]+\]/i.test(nu)) return 'duree';
  return /[hs]/i.test(nu) && !/[dyj]/i.test(nu) ? 'heure' : undefined;
}
