import { encode } from 'iconv-lite';

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

/** Whether some accents of a text were broken before it was written. */
export function estAbime(texte: string): boolean {
  return ABIME.test(texte);
}

/** The first broken word of a text, and what it was, where that can be computed: `dÃ©partement` was `département`. */
export function motAbime(texte: string): { readonly mot: string; readonly repare?: string } | undefined {
  const mot = texte.match(MOT)?.find(estAbime);
  if (mot === undefined) return undefined;
  const repare = reparer(mot);
  return repare === undefined ? { mot } : { mot, repare };
}

/** Reads back as UTF-8 the bytes that were taken for Windows-1252. */
function reparer(mot: string): string | undefined {
  // A letter that was lost cannot be read back.
  if (mot.includes('\ufffd')) return undefined;
  try {
    const lu = new TextDecoder('utf-8', { fatal: true }).decode(encode(mot, 'windows-1252'));
    return lu === mot || estAbime(lu) ? undefined : lu;
  } catch {
    return undefined;
  }
}
