/** Columns of a terminal, or of a page. */
export const LARGEUR = 80;
const COLONNE_DES_COMMENTAIRES = 34;
/** Spaces where a line may end: not inside quotation marks, nor before a double sign. */
const INSECABLE_SAUF = /(?<!«) (?![:;!?»])/;

/** A comment, as many lines as it takes. */
export function commenter(marge: number, texte: string): string[] {
  const blancs = `${' '.repeat(marge)}# `;
  const lignes: string[] = [];
  let ligne = '';
  for (const mot of texte.split(INSECABLE_SAUF)) {
    if (ligne !== '' && blancs.length + ligne.length + 1 + mot.length > LARGEUR) {
      lignes.push(`${blancs}${ligne}`);
      // What goes on is set in, so that a list of comments reads.
      ligne = `  ${mot}`;
    } else ligne = ligne === '' ? mot : `${ligne} ${mot}`;
  }
  return [...lignes, `${blancs}${ligne}`];
}

/** A line and its comment beside it, or above when they do not fit together. */
export function ligneCommentee(
  marge: number,
  texte: string,
  commentaire: string,
  colonne = COLONNE_DES_COMMENTAIRES,
): string[] {
  const ligne = `${' '.repeat(marge)}${texte}`;
  const cote = `${ligne.padEnd(colonne)} # ${commentaire}`;
  if (cote.length <= LARGEUR) return [cote];
  return [...commenter(marge, commentaire), ligne];
}
