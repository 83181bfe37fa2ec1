import { plier } from '../../domain/texte.ts';

/** Where a piece of text stands: indexes, end excluded. */
export interface Etendue {
  readonly debut: number;
  readonly fin: number;
}

/** Where a piece of a folded text stands in the text that was folded: folding drops and opens letters. */
export function etendueDOrigine(texte: string, plie: string, { debut, fin }: Etendue): Etendue {
  const memePlace = texte.slice(debut, fin);
  if (texte.length === plie.length && plier(memePlace) === plie.slice(debut, fin)) return { debut, fin };
  return { debut: finDuPlusCourtDebut(texte, debut + 1) - 1, fin: finDuPlusCourtDebut(texte, fin) };
}

/** The length of the shortest beginning of a text that folds to that many letters. */
function finDuPlusCourtDebut(texte: string, lettres: number): number {
  let trop = texte.length;
  let tropPeu = 0;
  while (trop - tropPeu > 1) {
    const milieu = (trop + tropPeu) >> 1;
    if (plier(texte.slice(0, milieu)).length >= lettres) trop = milieu;
    else tropPeu = milieu;
  }
  return trop;
}
