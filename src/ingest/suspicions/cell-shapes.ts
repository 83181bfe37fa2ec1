/** Words from which on a text is a label, not the name of a place: the longest names of countries have five. */
const MOTS_D_UN_LIBELLE = 6;
const PHRASE = /[a-z\u00df-\u00ff]{3}/;
const ESPACE = 0x20;

/** Whether a cell holds no letter: a code, an amount, a date. */
export function sansLettre(texte: string): boolean {
  for (let rang = 0; rang < texte.length; rang++) if (estLettre(texte.charCodeAt(rang))) return false;
  return texte !== '';
}

/** Whether a cell holds words in small letters, as labels do and codes do not. */
export function estPhrase(texte: string): boolean {
  return PHRASE.test(texte);
}

/** Whether a cell cannot be the name of a place: it has no letter, or too many words. */
export function nEstPasUnLieu(texte: string): boolean {
  if (sansLettre(texte)) return true;
  let espaces = 0;
  for (let rang = 0; rang < texte.length; rang++) if (texte.charCodeAt(rang) === ESPACE) espaces += 1;
  return espaces >= MOTS_D_UN_LIBELLE - 1;
}

function estLettre(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code >= 0xc0;
}
