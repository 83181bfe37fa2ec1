/** What a cell of Excel can hold, in UTF-16 code units. */
export const LONGUEUR_MAX = 32_767;
const MARQUE_COUPURE = ' […]';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
const INTERDITS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
const RETOURS = /\r\n?/g;
/** `_x0041_` in a cell is an escape of the format, which Excel would show as `A`. */
const ECHAPPEMENTS = /_(?=x[0-9A-Fa-f]{4}_)/g;
const A_ECHAPPER = /[&<>]/g;
const ENTITES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A text as a cell shows it: characters that XML forbids (NUL, lone surrogates…) become U+FFFD, so that they are seen and
 * do not break the file; line ends become `\n`; what Excel cannot hold is cut, with `[…]` to say so.
 */
export function texteDeCellule(texte: string): string {
  const sain = texte.toWellFormed().replace(RETOURS, '\n').replace(INTERDITS, '\ufffd');
  if (sain.length <= LONGUEUR_MAX) return protegerEchappements(sain);
  const coupe = sain.slice(0, LONGUEUR_MAX - MARQUE_COUPURE.length).replace(/[\ud800-\udbff]$/, '');
  return protegerEchappements(coupe + MARQUE_COUPURE);
}

/** Writes a text as the content of an XML element. */
export function echapperXml(texte: string): string {
  return texte.replace(A_ECHAPPER, (caractere) => ENTITES[caractere] ?? caractere);
}

function protegerEchappements(texte: string): string {
  return texte.includes('_x') ? texte.replace(ECHAPPEMENTS, '_x005F_') : texte;
}
