const LONGUEUR_MAX = 40;

/** A text of a file as messages and comments quote it: short, on one line, without what a terminal would obey. */
export function citer(texte: string): string {
  return `« ${surUneLigne(texte)} »`;
}

/** The same without its quotation marks. */
export function surUneLigne(texte: string, longueurMax = LONGUEUR_MAX): string {
  const net = texte
    .slice(0, longueurMax * 4)
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, '\ufffd')
    .trim();
  const lettres = [...net];
  return lettres.length > longueurMax ? `${lettres.slice(0, longueurMax - 1).join('')}…` : net;
}

/** A cell short enough for a message. */
export function abreger(texte: string): string {
  const net = texte.replace(/\s+/g, ' ').trim();
  return net.length > 60 ? `${net.slice(0, 59)}…` : net;
}
