/** Pads a text on the left to a width, for columns of figures. */
export function aDroite(texte: string, largeur: number): string {
  return texte.padStart(largeur, ' ');
}
