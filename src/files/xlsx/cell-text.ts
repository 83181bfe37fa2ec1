import { SIGNES_DE_COMMANDE } from '../../domain/textes/signes.ts';

/** What a cell of Excel can hold, in UTF-16 code units. */
export const MAX_CELL_LENGTH = 32_767;
const CUT_MARK = ' […]';

/** What XML 1.0 forbids, and what no text holds. */
const FORBIDDEN = new RegExp(`[${SIGNES_DE_COMMANDE}\\ufffe\\uffff]`, 'g');
const RETURNS = /\r\n?/g;
/** `_x0041_` in a cell is an escape of the format, which Excel would show as `A`. */
const ESCAPES = /_(?=x[0-9A-Fa-f]{4}_)/g;
const TO_ESCAPE = /[&<>]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A text as a cell shows it: characters that XML forbids (NUL, lone surrogates…) become U+FFFD, so that they are seen and
 * do not break the file; line ends become `\n`; what Excel cannot hold is cut, with `[…]` to say so.
 */
export function cellText(text: string): string {
  const clean = text.toWellFormed().replace(RETURNS, '\n').replace(FORBIDDEN, '\ufffd');
  if (clean.length <= MAX_CELL_LENGTH) return protectEscapes(clean);
  const cut = clean.slice(0, MAX_CELL_LENGTH - CUT_MARK.length).replace(/[\ud800-\udbff]$/, '');
  return protectEscapes(cut + CUT_MARK);
}

/** Writes a text as the content of an XML element. */
export function escapeXml(text: string): string {
  return text.replace(TO_ESCAPE, (character) => ENTITIES[character] ?? character);
}

function protectEscapes(text: string): string {
  return text.includes('_x') ? text.replace(ESCAPES, '_x005F_') : text;
}

/** Widths are in digits of the default font, as Excel counts them; letters are on the average hardly wider. */
const PER_LETTER = 1.05;
const MARGIN = 1;

/** Cuts a text between words into the lines that it takes in a column. A word wider than the column stays whole. */
export function cutIntoLines(text: string, width: number): string[] {
  const place = (width - MARGIN) / PER_LETTER;
  if (text.length <= place && !text.includes('\n')) return [text];
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/[ \n]/)) {
    if (current !== '' && current.length + 1 + word.length > place) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

/** How many lines a text takes in a column, where a word wider than the column is cut. */
export function countLines(text: string, width: number): number {
  const place = (width - MARGIN) / PER_LETTER;
  return cutIntoLines(text, width).reduce((total, line) => total + Math.max(1, Math.ceil(line.length / place)), 0);
}
