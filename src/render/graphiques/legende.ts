import type { Montant } from '../../domain/argent/montant.ts';
import { formaterEntier, formaterPourcentage } from '../../domain/textes/format.ts';
import { echapper } from '../html/caracteres.ts';
import { encadrer, hachures, LARGEUR_DES_BARRES, marquer, nombre, type OptionsDeGraphique } from './cadre.ts';

/** A line of the legend: a sample and its words. */
export interface EntreeDeLegende {
  /** What fills a box of 30 by 18. */
  readonly echantillon: string;
  readonly texte: string;
  /** Where the words lead. */
  readonly adresse?: string | undefined;
}

export interface PartDeBande {
  readonly libelle: string;
  readonly montant: Montant;
  readonly affiche: string;
  readonly precision?: string;
  readonly adresse?: string;
}

const BANDE = 22;
const MARGE = 2;

/** A sample of a shade; the attributes say which. */
export function echantillon(attributs: string): string {
  return `<rect x="1" y="1" width="28" height="16" ${attributs}/>`;
}

/** How many countries a class holds, after its bounds. */
export function compterLesPays(libelle: string, pays: number): string {
  return `${libelle}\u202f: ${formaterEntier(pays)}\u00a0pays`;
}

/**
 * A legend in HTML, beside the drawing rather than in it: its letters keep the size of the page's, on a telephone as on
 * paper.
 */
export function ecrireLegende(entrees: readonly EntreeDeLegende[]): string {
  const lignes = entrees.map(({ echantillon: dessin, texte, adresse }) => {
    const cle = `<svg class="g-cle" viewBox="0 0 30 18" aria-hidden="true" focusable="false">${dessin}</svg>`;
    const mot = `<bdi>${echapper(texte)}</bdi>`;
    return `<li>${cle}${adresse === undefined ? mot : `<a href="${echapper(adresse)}">${mot}</a>`}</li>`;
  });
  return `<ul class="g-cles">${lignes.join('')}</ul>`;
}

/** The strip that says how much of the whole is on a map: its drawing, and the legend of its parts. */
export interface Bande {
  readonly dessin: string;
  readonly legende: string;
}

/**
 * Draws how much of the whole the map shows: a bar cut in parts, and each part with its amount and share. A part that is not
 * positive has no length; its amount is written all the same.
 */
export function dessinerBande(parts: readonly PartDeBande[], options: OptionsDeGraphique): Bande {
  const { prefixe } = options;
  const total = parts.reduce((somme, { montant }) => somme + montant, 0);
  const visible = parts.reduce((somme, { montant }) => somme + Math.max(montant, 0), 0);
  const partageable = parts.every(({ montant }) => montant >= 0) && total > 0;
  let x = MARGE;
  const dites = parts.map(({ libelle, montant, affiche, precision, adresse }, rang) => {
    const longueur = visible === 0 ? 0 : (Math.max(montant, 0) / visible) * (LARGEUR_DES_BARRES - 2 * MARGE);
    const style = rang === 0 ? 'class="g-palier"' : `class="g-perte" fill="url(#${prefixe}-${motif(rang)})"`;
    const segment = `<rect x="${nombre(x)}" y="2" width="${nombre(longueur)}" height="${BANDE}" ${style}/>`;
    x += longueur;
    const part = partageable ? ` (${formaterPourcentage(montant, total)} du total)` : '';
    const texte = `${libelle}\u202f: ${affiche}${part}`;
    const nom = `${texte}${precision === undefined ? '' : `, ${precision}`}`;
    return { texte: nom, segment: marquer({ nom, adresse }, segment), echantillon: echantillon(style), adresse };
  });
  return {
    dessin: encadrer(
      'graphique-bande',
      { ...options, description: options.description ?? `${dites.map(({ texte }) => texte).join('\u202f; ')}.` },
      {
        largeur: LARGEUR_DES_BARRES,
        hauteur: BANDE + 4,
        corps: dites.map(({ segment }) => segment).join(''),
        motifs: motifsDeBande(prefixe),
      },
    ),
    legende: ecrireLegende(dites),
  };
}

function motifsDeBande(prefixe: string): string {
  return [
    hachures(`${prefixe}-hachures`),
    `<pattern id="${prefixe}-points" width="7" height="7" patternUnits="userSpaceOnUse">`,
    '<rect width="7" height="7" class="g-fond"/><circle cx="3.5" cy="3.5" r="1.3" class="g-point"/></pattern>',
  ].join('');
}

function motif(rang: number): string {
  return rang % 2 === 1 ? 'hachures' : 'points';
}
