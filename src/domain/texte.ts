const DIACRITIQUES = /[\u0300-\u036f]/g;
const SEPARATEURS = /[\s'’`´‘\-‐‑–—_/]+/g;
const ASCII_SIMPLE = /^[a-z0-9 ]*$/;

/**
 * Folds a text for comparison: lower case, accents dropped, ligatures opened, apostrophes, hyphens and slashes as spaces,
 * runs of spaces as one. `Coopération décentralisée` and `COOPERATION-DECENTRALISEE` fold alike. Independent of
 * the locale: `toLowerCase` is, unlike `toLocaleLowerCase`.
 */
export function plier(texte: string): string {
  if (ASCII_SIMPLE.test(texte)) return texte.includes('  ') ? texte.replace(/ +/g, ' ').trim() : texte.trim();
  return texte
    .toLowerCase()
    .normalize('NFD')
    .replace(DIACRITIQUES, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(SEPARATEURS, ' ')
    .trim();
}

/** A budget code stripped of its white space and in capitals: `HP 048-008` and `hp048-008` are one programme. */
export function normaliserCode(code: string): string {
  return code.replace(/\s+/g, '').toUpperCase();
}

/**
 * Builds a pattern that finds any of the words (or groups of words) in a folded text, whole words only: `mali` is found in
 * `projet mali 2012`, not in `formalite`. Every word is taken literally.
 */
export function motifDeMots(mots: readonly string[]): RegExp {
  const litteraux = mots
    .map((mot) => plier(mot).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .filter((mot) => mot !== '')
    .sort((gauche, droite) => droite.length - gauche.length);
  if (litteraux.length === 0) return /(?!)/;
  return new RegExp(`(?<![a-z0-9])(?:${litteraux.join('|')})(?![a-z0-9])`);
}

/** The candidate that needs the fewest edits to become `texte`, when few enough to be a slip; to suggest, never to decide. */
export function nomLePlusProche(texte: string, candidats: readonly string[]): string | undefined {
  const cible = plier(texte);
  let meilleur: string | undefined;
  let distanceMin = Math.max(2, Math.floor(cible.length / 3)) + 1;
  for (const candidat of candidats) {
    const distance = distanceEdition(cible, plier(candidat));
    if (distance < distanceMin) {
      distanceMin = distance;
      meilleur = candidat;
    }
  }
  return meilleur;
}

function distanceEdition(gauche: string, droite: string): number {
  if (Math.abs(gauche.length - droite.length) > 12) return Number.MAX_SAFE_INTEGER;
  let precedente = Array.from({ length: droite.length + 1 }, (_, rang) => rang);
  for (let i = 1; i <= gauche.length; i++) {
    const courante = [i];
    for (let j = 1; j <= droite.length; j++) {
      const substitution = (precedente[j - 1] ?? 0) + (gauche[i - 1] === droite[j - 1] ? 0 : 1);
      courante[j] = Math.min(substitution, (precedente[j] ?? 0) + 1, (courante[j - 1] ?? 0) + 1);
    }
    precedente = courante;
  }
  return precedente[droite.length] ?? 0;
}
