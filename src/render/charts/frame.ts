import { echapper, neutraliser } from '../html/caracteres.ts';

/** The names of a chart: what a screen reader says of it, and what keeps its identifiers apart on the page. */
export interface OptionsDeGraphique {
  /** Begins every identifier of the chart: unique on the page, letters, digits and hyphens. */
  readonly prefixe: string;
  /** What the chart shows, in one line. */
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

/** A drawing of that size, ready for its frame. */
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
