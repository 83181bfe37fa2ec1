/**
 * Widths of the characters of the page's fonts (Segoe UI, Helvetica, Liberation Sans, Arial), in thousandths of the font
 * size, a little wide on purpose: charts are drawn without a browser to measure texts.
 */
const ETROITS = 300;
const MOYENS = 560;
const LARGES = 720;
const TRES_LARGES = 1000;

/** The width of a text at that font size, estimated high. */
export function mesurer(texte: string, corps: number): number {
  let milliemes = 0;
  for (const caractere of texte) milliemes += largeurDe(caractere);
  return (milliemes * corps) / 1000;
}

function largeurDe(caractere: string): number {
  if (/[iljtfrI.,:;!'’|()[\] \u00a0\u202f·/]/.test(caractere)) return ETROITS;
  if (/[mwMW@%&…—]/.test(caractere)) return 900;
  if (/\p{Lu}/u.test(caractere)) return LARGES;
  if ((caractere.codePointAt(0) ?? 0) > 0x2fff) return TRES_LARGES;
  return MOYENS;
}

/**
 * Cuts a text into lines no wider than `largeur` (the first no wider than `premiere`), between words; a word that is too
 * long is cut anywhere. What does not fit in `lignesMax` ends with an ellipsis: the whole text is in the mark's name.
 */
export function couperALaLargeur(
  texte: string,
  corps: number,
  largeur: number,
  premiere = largeur,
  lignesMax = 3,
): string[] {
  const lignes: string[] = [];
  let courante = '';
  const place = () => (lignes.length === 0 ? premiere : largeur);
  for (const mot of attacher(texte)
    .split(/[ \t\n]+/)
    .filter((element) => element !== '')) {
    const essai = courante === '' ? mot : `${courante} ${mot}`;
    if (mesurer(essai, corps) <= place()) {
      courante = essai;
      continue;
    }
    if (courante !== '') lignes.push(courante);
    courante = mot;
    while (mesurer(courante, corps) > place()) {
      const debut = tronquer(courante, corps, place());
      lignes.push(debut);
      courante = courante.slice(debut.length);
    }
  }
  if (courante !== '') lignes.push(courante);
  if (lignes.length <= lignesMax) return lignes;
  const gardees = lignes.slice(0, lignesMax);
  const derniere = `${gardees.pop() ?? ''} ${lignes[lignesMax] ?? ''}`;
  return [...gardees, abregerALaLargeur(derniere, corps, lignesMax === 1 ? premiere : largeur)];
}

/** The text when it fits in that width, or its beginning and an ellipsis. */
export function abregerALaLargeur(texte: string, corps: number, largeur: number): string {
  if (mesurer(texte, corps) <= largeur) return texte;
  return `${tronquer(texte, corps, largeur - mesurer('…', corps)).trimEnd()}…`;
}

/** The longest beginning that fits, of one character at least. */
function tronquer(texte: string, corps: number, largeur: number): string {
  let garde = '';
  for (const caractere of texte) {
    if (garde !== '' && mesurer(garde + caractere, corps) > largeur) break;
    garde += caractere;
  }
  return garde;
}

/** Keeps French punctuation with its word. */
function attacher(texte: string): string {
  return texte.replace(/« +/g, '«\u00a0').replace(/ +(?=[»:;!?€%])/g, '\u00a0');
}
