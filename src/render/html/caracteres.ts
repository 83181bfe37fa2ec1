import { SENS_FORCES, SIGNES_DE_COMMANDE } from '../../domain/textes/signes.ts';

/** In this order: entities, line ends, paragraph separators, forced directions, control characters. */
const A_CHANGER = new RegExp(
  `&#(?:x27|39|x3D|x60);|\\r\\n?|[\\u2028\\u2029]|[${SENS_FORCES}]|[${SIGNES_DE_COMMANDE}\\u0080-\\u009f\\ufffe\\uffff]`,
  'g',
);
const UN_SENS_FORCE = new RegExp(`[${SENS_FORCES}]`);

/**
 * Handlebars writes more entities than HTML asks for where attributes stand between double quotes: an apostrophe needs none.
 */
const SIGNES: Readonly<Record<string, string>> = {
  '&#x27;': "'",
  '&#39;': "'",
  '&#x3D;': '=',
  '&#x60;': '`',
  '\r': '\n',
  '\r\n': '\n',
  '\u2028': ' ',
  '\u2029': ' ',
};

/**
 * Takes out of a page the characters that no budget file has a reason to hold and that can scramble what is read: the
 * controls of writing direction are spelt out (`[U+202E]`), so that auditors see them; other control characters become
 * U+FFFD. Arabic or Hebrew names are untouched. Done on all of the page as it is written, so that no cell is forgotten.
 */
export function neutraliser(page: string): string {
  return page.replace(A_CHANGER, (trouve) => {
    const signe = SIGNES[trouve];
    if (signe !== undefined) return signe;
    return UN_SENS_FORCE.test(trouve) ? `[U+${trouve.charCodeAt(0).toString(16).toUpperCase()}]` : '\ufffd';
  });
}

const ENTITES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for HTML, in content as in a quoted attribute; for what is written without Handlebars. */
export function echapper(texte: string): string {
  return texte.replace(/[&<>"']/g, (caractere) => ENTITES[caractere] ?? '');
}
