import { ecrire } from './frame.ts';
import { couper, mesurer } from './text.ts';

/** Width of a chart made of bars, in its own units; the page stretches it. */
export const LARGEUR_DES_BARRES = 480;
/** The size that texts have on a telephone, where they are largest in the chart's units: places are kept for it. */
export const CORPS = 18;
/** From one line of text to the next. */
export const INTERLIGNE = 21;
/** Left and right of the bars, for their outlines and points. */
export const MARGE = 4;
const ECART = 12;
/** Lines that a label may take; the whole of it is in the name of the mark. */
const LIGNES = 2;
/** Bold letters are wider than those that {@link mesurer} knows. */
const GRAS = 1.1;

/** What is written above a bar. */
export interface TeteDeRangee {
  readonly texte: string;
  readonly hauteur: number;
}

/**
 * What is written above a bar: its label at the left, on as many lines as it needs, and its amount at the right of the
 * first. Above rather than beside, so that long labels stay legible on a telephone and bars keep the whole width.
 */
export function ecrireTete(haut: number, libelle: string, affiche: string, fort: boolean): TeteDeRangee {
  const utile = LARGEUR_DES_BARRES - 2 * MARGE;
  const corps = fort ? CORPS * GRAS : CORPS;
  const premiere = utile - mesurer(affiche, CORPS * GRAS) - ECART;
  const lignes = couper(libelle, corps, utile, Math.max(premiere, utile / 3), LIGNES);
  const classe = fort ? 'g-libelle g-fort' : 'g-libelle';
  const base = haut + INTERLIGNE - 5;
  const textes = lignes.map((ligne, rang) => ecrire(MARGE, base + rang * INTERLIGNE, ligne, classe));
  return {
    texte: [...textes, ecrire(LARGEUR_DES_BARRES - MARGE, base, affiche, `${classe} g-valeur g-fin`)].join(''),
    hauteur: Math.max(lignes.length, 1) * INTERLIGNE,
  };
}
