import { decode, encode } from 'iconv-lite';

/** Signs without which no accent is broken: most texts have none, and are not looked at further. */
const INDICE =
  /[\u00c0-\u00c8\u00ca-\u00cd\u00cf-\u00de\u00e2\u00ef\u00fe¿?\u0160\u0178\u017d\u0192\u02c6\u201a\u2020-\u2022\u2030\u203a\u2122\u201c\u201d\ufffd]/;
const LETTRE_DANS_UN_MOT = '[A-Za-z\u00c0-\u017f]';
const MINUSCULE = '[a-z\u00df-\u00f6\u00f8-\u00ff]';
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
    // One encoding of one byte read as another (DOS or Mac as Windows, or the reverse): signs, or capitals, inside words. É and Î
    // begin the second half of names that are written as one word.
    `${MINUSCULE}\u201a`,
    `${MINUSCULE}[\u0192\u02c6\u2020-\u2022\u2030\u203a\u2122\u201c\u201d\u00fe]${MINUSCULE}`,
    `[a-z][\u00c0-\u00c8\u00ca-\u00cd\u00cf-\u00de\u0160\u0178\u017d][\u00c0-\u00de]*(?:${MINUSCULE}|$|[ ,;.)\u201a\u0192\u02c6\u2020-\u2022\u2030\u2122])`,
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

/** Signs outside ASCII of which French texts are made: its letters, its quotes, dashes, spaces and signs. */
export const SIGNES_USUELS: ReadonlySet<string> = new Set(
  '€…‘’“”–—œŒ\u00a0«»°²³·¼½¾ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüñáíóúãõ',
);
const AUTRES_ENCODAGES = ['utf-8', 'windows-1252', 'cp850', 'macintosh'] as const;

/**
 * A text with broken accents as another encoding reads its bytes, when one gives French without fault: `d‚centralis‚e`, read as
 * Windows-1252, is `décentralisée` in CP850.
 * @param declare the encoding by which it was read
 */
export function lireAutrement(
  texte: string,
  declare: string,
): { readonly encodage: string; readonly texte: string } | undefined {
  if (texte.includes('\ufffd')) return undefined;
  const octets = encode(texte, declare);
  if (decode(octets, declare) !== texte) return undefined;
  for (const encodage of AUTRES_ENCODAGES) {
    if (encodage === declare) continue;
    const lu = decode(octets, encodage);
    if (
      !lu.includes('\ufffd') &&
      !estAbime(lu) &&
      [...lu].every((signe) => signe < '\u0080' || SIGNES_USUELS.has(signe))
    )
      return { encodage, texte: lu };
  }
  return undefined;
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
