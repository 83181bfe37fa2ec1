import { motDeTotal } from '../domain/mots-de-total.ts';

/** What a row is when it is no line: titles again, a total, or a heading between lines. */
export type GenreDeRangee = 'titres' | 'total' | 'intertitre';

const LETTRE = /\p{L}/u;
/** In narrower tables, one filled cell says nothing. */
const COLONNES_POUR_UN_INTERTITRE = 3;

/**
 * Tells the rows that are no lines by themselves; columns are judged without them. A line of a firm named « Total » may be taken
 * for a total where it has no other text: what a column holds is told by the others.
 * @param champs trimmed cells, as many as titles
 */
export function genreDeRangee(champs: readonly string[], titres: readonly string[]): GenreDeRangee | undefined {
  let remplies = 0;
  let titresRepetes = 0;
  const textes: string[] = [];
  champs.forEach((champ, rang) => {
    if (champ === '') return;
    remplies += 1;
    if (champ === titres[rang]) titresRepetes += 1;
    if (LETTRE.test(champ) && textes.length < 2) textes.push(champ);
  });
  const [texte] = textes;
  if (texte === undefined) return undefined;
  if (titresRepetes === remplies && remplies >= 2) return 'titres';
  if (textes.length > 1) return undefined;
  if (motDeTotal(texte) !== undefined) return 'total';
  return remplies === 1 && titres.length >= COLONNES_POUR_UN_INTERTITRE ? 'intertitre' : undefined;
}
