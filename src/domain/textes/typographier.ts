/** Narrow no-break space, which French typography puts before tall punctuation, inside « » and in numbers. */
const FINE = '\u202f';
/** The spaces that people type, breaking or not. */
const BLANCS = /[ \u00a0]/g;

/**
 * A text with the apostrophes and the no-break spaces of French typography. Only spaces and apostrophes change; done twice,
 * nothing more does. Not for code or addresses.
 */
export function typographier(texte: string): string {
  return (
    texte
      .replace(/'/g, '’')
      // Not « – non posée, ? non saisie », where the sign is a word.
      .replace(/(?<![ \u00a0\u202f,])[ \u00a0\u202f]+(?=[;:!?»])/g, FINE)
      .replace(/«[ \u00a0\u202f]+/g, `«${FINE}`)
      .replace(/«(?=[^\s])/g, `«${FINE}`)
      .replace(/(?<=[^\s])»/g, `${FINE}»`)
      // 20 000, but not « en 2012 300 jeunes ».
      .replace(/(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)/g, (nombre) => nombre.replace(BLANCS, FINE))
      .replace(/(?<=\d)[ \u00a0](?=(?:[kM]?€|%)(?![\p{L}\d]))/gu, FINE)
  );
}
