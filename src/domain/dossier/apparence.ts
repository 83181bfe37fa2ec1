import type { Extrait, Lieu } from '../constats/constat.ts';

/** What a logo may be, told by the end of its name. */
export const FORMATS_DE_LOGO = ['.svg', '.png', '.jpg', '.jpeg'] as const;
export type FormatDeLogo = (typeof FORMATS_DE_LOGO)[number];

/** The logo of the region: its file in the dossier, and where `exercice.yaml` names it. */
export interface LogoDeclare {
  readonly fichier: string;
  readonly format: FormatDeLogo;
  readonly place: { readonly lieu: Lieu; readonly extrait: Extrait };
}

/** The colour that takes the place of yellow, and that of what is written on it; known to read well together. */
export interface Couleurs {
  readonly fond: string;
  readonly texte: string;
}

/** What a region shows of itself on its documents; nothing of it changes a figure. */
export interface Apparence {
  readonly logo?: LogoDeclare;
  readonly couleurs?: Couleurs;
}

/** A colour as dossiers write it: `#ffd60a`. */
export const FORME_DE_COULEUR = /^#[0-9a-fA-F]{6}$/;

/** The contrast below which a text on its ground is hard to read: WCAG 2, level AA, which binds public bodies. */
export const CONTRASTE_MINIMAL = 4.5;

/** The inks that the tool chooses between; on any ground, one of them at least reads well. */
const ENCRES = ['#000000', '#ffffff'] as const;

/**
 * The contrast of two colours as WCAG 2 reckons it: from 1, none, to 21, black on white. Powers may differ in their last bits
 * between engines; one hundredth, what is compared and shown, does not.
 */
export function contraste(une: string, autre: string): number {
  const [claire = 0, sombre = 0] = [luminance(une), luminance(autre)].sort((gauche, droite) => droite - gauche);
  return Math.floor(((claire + 0.05) / (sombre + 0.05)) * 100 + 1e-6) / 100;
}

/** Of black and white, the one that reads better on a ground. */
export function encreSur(fond: string): string {
  const [noir, blanc] = ENCRES;
  return contraste(fond, blanc) > contraste(fond, noir) ? blanc : noir;
}

/** The relative luminance of a colour, from 0 to 1. */
function luminance(couleur: string): number {
  const [rouge = 0, vert = 0, bleu = 0] = [1, 3, 5].map((rang) => {
    const part = Number.parseInt(couleur.slice(rang, rang + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu;
}
