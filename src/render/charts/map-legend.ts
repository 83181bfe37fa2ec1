import { formaterEntier, formaterPourcentage } from '../../domain/format.ts';
import type { Montant } from '../../domain/montant.ts';
import { ecrire, hachures, marquer, nombre } from './frame.ts';
import { LARGEUR_DE_CARTE } from './map-background.ts';
import { couper } from './text.ts';

/** The size that the map's texts have on a telephone, where they are largest in its units. */
export const CORPS_DE_CARTE = 24;
const INTERLIGNE = 29;
const MARGE = 4;
const CLE = 36;
const BANDE = 26;

/** A block under the map, from `haut` down. */
export interface Bloc {
  readonly corps: string;
  readonly hauteur: number;
}

/** A line of the legend: a sample and its words. */
export interface EntreeDeLegende {
  /** Draws the sample in a box of 30 by 18 at that place. */
  readonly echantillon: (x: number, y: number) => string;
  readonly texte: string;
}

/** A sample of a class of amounts; the attributes say which. */
export function echantillonDeClasse(attributs: string): EntreeDeLegende['echantillon'] {
  return (x, y) => `<rect x="${nombre(x)}" y="${nombre(y)}" width="30" height="18" ${attributs}/>`;
}

/** How many countries a class holds, after its bounds. */
export function compterLesPays(libelle: string, pays: number): string {
  return `${libelle}\u202f: ${formaterEntier(pays)} pays`;
}

/** The legend, in two columns read downwards. */
export function dessinerLegende(entrees: readonly EntreeDeLegende[], haut: number): Bloc {
  const colonne = LARGEUR_DE_CARTE / 2;
  const parColonne = Math.ceil(entrees.length / 2);
  const hauteurs = [0, 0];
  const corps = entrees.map(({ echantillon, texte }, rang) => {
    const cote = rang < parColonne ? 0 : 1;
    const x = MARGE + cote * colonne;
    const y = haut + (hauteurs[cote] ?? 0);
    const lignes = couper(texte, CORPS_DE_CARTE, colonne - CLE - 2 * MARGE);
    hauteurs[cote] = (hauteurs[cote] ?? 0) + lignes.length * INTERLIGNE;
    const textes = lignes.map((ligne, i) => ecrire(x + CLE, y + 20 + i * INTERLIGNE, ligne, 'g-legende'));
    return echantillon(x, y + 5) + textes.join('');
  });
  return { corps: `<g aria-hidden="true">${corps.join('')}</g>`, hauteur: Math.max(...hauteurs) };
}

/** A part of the whole, on the map or not. */
export interface PartDeBande {
  readonly libelle: string;
  readonly montant: Montant;
  readonly affiche: string;
  readonly precision?: string;
  readonly adresse?: string;
}

/**
 * The strip that says how much of the whole the map shows: a bar cut in parts, then each part with its amount and share.
 * A part that is not positive has no length; its amount is written all the same.
 */
export function dessinerBande(parts: readonly PartDeBande[], prefixe: string, haut: number): Bloc {
  const total = parts.reduce((somme, { montant }) => somme + montant, 0);
  const visible = parts.reduce((somme, { montant }) => somme + Math.max(montant, 0), 0);
  const partageable = parts.every(({ montant }) => montant >= 0) && total > 0;
  const utile = LARGEUR_DE_CARTE - 2 * MARGE;
  let x = MARGE;
  let y = haut + BANDE + 8;
  const corps = parts.map(({ libelle, montant, affiche, precision, adresse }, rang) => {
    const longueur = visible === 0 ? 0 : (Math.max(montant, 0) / visible) * utile;
    const style = rang === 0 ? 'class="g-palier"' : `class="g-perte" fill="url(#${prefixe}-${motif(rang)})"`;
    const segment = `<rect x="${nombre(x)}" y="${nombre(haut)}" width="${nombre(longueur)}" height="${BANDE}" ${style}/>`;
    x += longueur;
    const part = partageable ? ` (${formaterPourcentage(montant, total)})` : '';
    const lignes = couper(`${libelle}\u202f: ${affiche}${part}`, CORPS_DE_CARTE, utile - CLE);
    const cle = `<rect x="${MARGE}" y="${nombre(y + 5)}" width="30" height="18" ${style}/>`;
    const textes = lignes.map((ligne, i) => ecrire(MARGE + CLE, y + 20 + i * INTERLIGNE, ligne, 'g-legende'));
    y += lignes.length * INTERLIGNE;
    const nom = `${libelle}\u202f: ${affiche}${part}${precision === undefined ? '' : `, ${precision}`}`;
    return marquer({ nom, adresse }, segment + cle + textes.join(''));
  });
  return { corps: corps.join(''), hauteur: y - haut };
}

/** The patterns of the strip. */
export function motifsDeBande(prefixe: string): string {
  return [
    hachures(`${prefixe}-hachures`),
    `<pattern id="${prefixe}-points" width="7" height="7" patternUnits="userSpaceOnUse">`,
    '<rect width="7" height="7" class="g-fond"/><circle cx="3.5" cy="3.5" r="1.3" class="g-point"/></pattern>',
  ].join('');
}

/** Small dots on the lightest shade; larger where the drawing is scaled down. */
export function semis(id: string, echelle: number): string {
  return [
    `<pattern id="${id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="scale(${echelle})">`,
    '<rect width="5" height="5" class="c1"/><circle cx="2.5" cy="2.5" r=".8" class="g-grain"/></pattern>',
  ].join('');
}

function motif(rang: number): string {
  return rang % 2 === 1 ? 'hachures' : 'points';
}

/** A note under the rest, in small letters, on as many lines as it needs. */
export function ecrireNote(texte: string, haut: number): Bloc {
  const lignes = couper(texte, CORPS_DE_CARTE, LARGEUR_DE_CARTE - 2 * MARGE, undefined, 6);
  const corps = lignes.map((ligne, rang) => ecrire(MARGE, haut + 20 + rang * INTERLIGNE, ligne, 'g-note'));
  return { corps: corps.join(''), hauteur: lignes.length * INTERLIGNE };
}
