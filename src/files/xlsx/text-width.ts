/** Widths are in digits of the default font, as Excel counts them; letters are on the average hardly wider. */
const PAR_LETTRE = 1.05;
const MARGE = 1;

/** Cuts a text between words into the lines that it takes in a column. A word wider than the column stays whole. */
export function couperEnLignes(texte: string, largeur: number): string[] {
  const place = (largeur - MARGE) / PAR_LETTRE;
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
export function compterLesLignes(texte: string, largeur: number): number {
  const place = (largeur - MARGE) / PAR_LETTRE;
  return couperEnLignes(texte, largeur).reduce(
    (total, ligne) => total + Math.max(1, Math.ceil(ligne.length / place)),
    0,
  );
}
