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
export function cellText(texte: string): string {
  const sain = texte.toWellFormed().replace(RETURNS, '\n').replace(FORBIDDEN, '\ufffd');
  if (sain.length <= MAX_CELL_LENGTH) return protectEscapes(sain);
  const coupe = sain.slice(0, MAX_CELL_LENGTH - CUT_MARK.length).replace(/[\ud800-\udbff]$/, '');
  return protectEscapes(coupe + CUT_MARK);
}

/** Writes a text as the content of an XML element. */
export function escapeXml(texte: string): string {
  return texte.replace(TO_ESCAPE, (caractere) => ENTITIES[caractere] ?? caractere);
}

function protectEscapes(texte: string): string {
  return texte.includes('_x') ? texte.replace(ESCAPES, '_x005F_') : texte;
}

/** Widths are in digits of the default font, as Excel counts them; letters are on the average hardly wider. */
const PER_LETTER = 1.05;
const MARGIN = 1;

/** Cuts a text between words into the lines that it takes in a column. A word wider than the column stays whole. */
export function cutIntoLines(texte: string, largeur: number): string[] {
  const place = (largeur - MARGIN) / PER_LETTER;
  if (texte.length <= place && !texte.includes('\n')) return [texte];
  const lignes: string[] = [];
  let courante = '';
  for (const mot of texte.split(/[ \n]/)) {
    if (courante !== '' && courante.length + 1 + mot.length > place) {
      lignes.push(courante);
      courante = mot;
    } else courante = courante === '' ? mot : `${courante} ${mot}`;
  }
  return [...lignes, courante];
}

/** How many lines a text takes in a column, where a word wider than the column is cut. */
export function countLines(texte: string, largeur: number): number {
  const place = (largeur - MARGIN) / PER_LETTER;
  return cutIntoLines(texte, largeur).reduce((total, ligne) => total + Math.max(1, Math.ceil(ligne.length / place)), 0);
}
