import { curveLinearClosed, line } from 'd3-shape';
import { echapper, neutraliser } from '../html/caracteres.ts';
import { couperALaLargeur, mesurer } from './texte.ts';

/** The names of a chart: what a screen reader says of it, and what keeps its identifiers apart on the page. */
export interface OptionsDeGraphique {
  /** Begins every identifier of the chart: unique on the page, letters, digits and hyphens. */
  readonly prefixe: string;
  readonly titre: string;
  /** What it says, in one or two sentences with the main figures; written from the data when absent. */
  readonly description?: string;
}

/** What stands for a figure, and may open on its lines. */
export interface Repere {
  /** The name that a screen reader says and that a mouse shows: `Sénégal : 1 234,56 €, 12 lignes`. */
  readonly nom: string;
  /** Where the figure opens, such as `#pays-sen`. */
  readonly adresse?: string | undefined;
}

export interface Dessin {
  readonly largeur: number;
  readonly hauteur: number;
  readonly corps: string;
  /** Patterns, by {@link hachures}. */
  readonly motifs?: string;
}

/**
 * The SVG of a chart: title and description first, no width of its own (the page gives one), no style of its own (the
 * classes of `graphiques.css`).
 */
export function encadrer(genre: string, options: OptionsDeGraphique & { description: string }, dessin: Dessin): string {
  const { prefixe, titre, description } = options;
  const { largeur, hauteur, corps, motifs = '' } = dessin;
  const role = corps.includes('<a ') ? 'group' : 'img';
  return neutraliser(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" class="graphique ${genre}" viewBox="0 0 ${nombre(largeur)} ${nombre(hauteur)}"`,
      ` role="${role}" aria-labelledby="${prefixe}-titre ${prefixe}-desc">`,
      `<title id="${prefixe}-titre">${echapper(titre)}</title>`,
      `<desc id="${prefixe}-desc">${echapper(description)}</desc>`,
      motifs === '' ? '' : `<defs>${motifs}</defs>`,
      corps,
      '</svg>',
    ].join(''),
  );
}

/**
 * A mark with its name; a link when it has somewhere to lead. A mark that shows words is named by its title alone: a label
 * would be read in place of words that are seen, and these may be cut.
 */
export function marquer({ nom, adresse }: Repere, marque: string): string {
  const dit = echapper(nom);
  if (adresse === undefined) return `<g role="img" aria-label="${dit}"><title>${dit}</title>${marque}</g>`;
  const etiquette = marque.includes('<text ') ? '' : ` aria-label="${dit}"`;
  return `<a href="${echapper(adresse)}"${etiquette}><title>${dit}</title>${marque}</a>`;
}

/** A text at that place; `classe` says its size, weight and side. */
export function ecrire(x: number, y: number, texte: string, classe: string): string {
  return `<text x="${nombre(x)}" y="${nombre(y)}" class="${classe}">${echapper(texte)}</text>`;
}

/** Parallel slanted lines, to fill a mark that must not rest on its colour. */
export function hachures(id: string): string {
  return [
    `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`,
    '<rect width="6" height="6" class="g-fond"/><line x1="0" y1="0" x2="0" y2="6" class="g-hachure"/></pattern>',
  ].join('');
}

/** A number of the drawing, at one decimal: `12.5`, `-3`, `0`. */
export function nombre(valeur: number): string {
  const dixiemes = Math.round(valeur * 10);
  return String(dixiemes === 0 ? 0 : dixiemes / 10);
}

/** Width of a chart made of bars, in its own units; the page stretches it. */
export const LARGEUR_DES_BARRES = 480;
/** The size that texts have on a telephone, where they are largest in the chart's units: places are kept for it. */
export const CORPS = 18;
/** From one line of text to the next. */
export const INTERLIGNE = 21;
/** Left and right of the bars, for their outlines and points. */
export const MARGE = 4;
const ECART = 12;
/** What amounts take of the width at the most. */
const GOUTTIERE_MAX = 0.4;
/** Lines that a label may take; the whole of it is in the name of the mark. */
const LIGNES = 4;
/** Bold letters are wider than those that {@link mesurer} knows. */
export const GRAS = 1.1;

/** Where bars end, so that the amounts of all rows stand at their right, over nothing that is drawn. */
export function finDesBarres(rangees: readonly { readonly affiche: string }[]): number {
  const large = Math.max(0, ...rangees.map(({ affiche }) => mesurer(affiche, CORPS * GRAS))) + ECART;
  return LARGEUR_DES_BARRES - MARGE - Math.min(large, LARGEUR_DES_BARRES * GOUTTIERE_MAX);
}

/** What is written above a bar. */
export interface TeteDeRangee {
  readonly texte: string;
  readonly hauteur: number;
}

/**
 * What is written above a bar: its label at the left, on as many lines as it needs, and its amount at the right, out of
 * where bars are. Above rather than beside, so that long labels stay legible on a telephone and bars keep the whole width.
 */
export function ecrireTete(haut: number, libelle: string, affiche: string, fort: boolean): TeteDeRangee {
  const utile = LARGEUR_DES_BARRES - 2 * MARGE;
  const corps = fort ? CORPS * GRAS : CORPS;
  const premiere = utile - mesurer(affiche, CORPS * GRAS) - ECART;
  const lignes = couperALaLargeur(libelle, corps, utile, Math.max(premiere, utile / 3), LIGNES);
  const classe = fort ? 'g-libelle g-fort' : 'g-libelle';
  const base = haut + INTERLIGNE - 5;
  const textes = lignes.map((ligne, rang) => ecrire(MARGE, base + rang * INTERLIGNE, ligne, classe));
  return {
    texte: [...textes, ecrire(LARGEUR_DES_BARRES - MARGE, base, affiche, `${classe} g-valeur g-fin`)].join(''),
    hauteur: Math.max(lignes.length, 1) * INTERLIGNE,
  };
}

const POINTE = 7;
const enPolygone = line().curve(curveLinearClosed).digits(1);

/** A rectangle from one place to another along the line of amounts, whichever is greater. */
export function rectangle(de: number, a: number, haut: number, hauteur: number): string {
  const bas = haut + hauteur;
  return tracer([
    [de, haut],
    [a, haut],
    [a, bas],
    [de, bas],
  ]);
}

/** The same, pointed at its end: which way the amount goes is seen without colours. */
export function fleche(de: number, a: number, haut: number, hauteur: number): string {
  const epaule = a - Math.sign(a - de) * Math.min(POINTE, Math.abs(a - de));
  const bas = haut + hauteur;
  return tracer([
    [de, haut],
    [epaule, haut],
    [a, haut + hauteur / 2],
    [epaule, bas],
    [de, bas],
  ]);
}

/** The closed outline through those points. */
export function tracer(points: [number, number][]): string {
  return enPolygone(points) ?? '';
}
