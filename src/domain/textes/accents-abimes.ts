import { encode } from 'iconv-lite';

/** Signs without which no accent is broken: most texts have none, and are not looked at further. */
const INDICE = /[ÃÂÅâï¿?\ufffd]/;
const LETTRE_DANS_UN_MOT = '[A-Za-z\u00c0-\u017f]';
/** What a text that went through the wrong encoding shows, and French never does. */
const ABIME = new RegExp(
  [
    // UTF-8 read as Windows-1252: each accented letter became two signs.
    '\u00c3[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]',
    '\u00c2[\u00a0-\u00bf]',
    '\u00e2\u20ac',
    '\u00ef\u00bf\u00bd',
    '\u00c5[\u201c\u2019\u00b8]',
    // Letters that were lost for good.
    '\ufffd',
    // Spanish opens its questions so, before a word, never inside or after one.
    `${LETTRE_DANS_UN_MOT}\u00bf`,
    `(?:${LETTRE_DANS_UN_MOT}['’]?|(?:^| )['’]?)\\?[a-z]`,
  ].join('|'),
);
const MOT = /\S+/g;

/** A question mark there parts an address from what it asks. */
const ADRESSE = /(?:\w+:\/\/|www\.)\S+/gi;

/** Whether a text has a sign that one with broken accents has; most have none. */
export function aUnIndice(texte: string): boolean {
  return INDICE.test(texte);
}

/** Whether some accents of a text were broken before it was written. */
export function estAbime(texte: string): boolean {
  return INDICE.test(texte) && ABIME.test(texte.replace(ADRESSE, ''));
}

/** The first broken word of a text, and what it was, where that can be computed: `dÃ©partement` was `département`. */
export function motAbime(texte: string): { readonly mot: string; readonly repare?: string } | undefined {
  const mot = texte.match(MOT)?.find(estAbime);
  if (mot === undefined) return undefined;
  const repare = reparer(mot);
  return repare === undefined ? { mot } : { mot, repare };
}

/** Reads back as UTF-8 the bytes that were taken for Windows-1252; nothing where a letter was lost. */
export function reparer(texte: string): string | undefined {
  if (texte.includes('\ufffd')) return undefined;
  try {
    const lu = new TextDecoder('utf-8', { fatal: true }).decode(encode(texte, 'windows-1252'));
    // A sign that Windows-1252 lacks was no part of it: it would come back as a question mark.
    const autres = lu.split('?').length !== texte.split('?').length;
    return autres || lu === texte || estAbime(lu) ? undefined : lu;
  } catch {
    return undefined;
  }
}
