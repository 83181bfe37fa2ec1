import { SIGNES_INVISIBLES } from './signes.ts';

const SEPARATEURS = /[\s'’`´‘\-‐‑–—_/]+/g;
const DIACRITIQUES = /[\u0300-\u036f]/g;
const INVISIBLES = new RegExp(`[${SIGNES_INVISIBLES}]+`, 'g');
/** What codes are written without. */
const HORS_DES_CODES = new RegExp(`[\\s${SIGNES_INVISIBLES}]+`, 'g');
const PLIE = /^(?:[a-z0-9.,;:()&%]+(?: [a-z0-9.,;:()&%]+)*)?$/;
const ESPACE = 0x20;
const NORMAL = /^[0-9A-Z.-]*$/;
const TAMPON = Buffer.alloc(2048);

/**
 * What a letter of the languages of Europe or a sign of French typography folds to, when that is one letter of Latin-1; 0 for
 * what takes the long way. Filled at the end of this file by the long way itself, so that both always agree.
 */
const TABLE = new Uint8Array(0x2040);
/** Where those letters and those signs are: Latin, and Latin extended A; general punctuation. */
const PLAGES = [
  [0, 0x180],
  [0x2000, TABLE.length],
] as const;

/**
 * Folds a text for comparison: lower case, accents and invisible signs dropped, ligatures opened, apostrophes, hyphens and
 * slashes as spaces, runs of spaces as one. `Coopération décentralisée` and `COOPERATION-DECENTRALISEE` fold alike. Independent of
 * the locale: `toLowerCase` is, unlike `toLocaleLowerCase`.
 */
export function plier(texte: string): string {
  if (PLIE.test(texte)) return texte;
  return plierParTable(texte) ?? plierLettreALettre(texte);
}

/** The short way: a table of letters. `undefined` when the text is long, or has a letter that folds to several. */
function plierParTable(texte: string): string | undefined {
  if (texte.length > TAMPON.length) return undefined;
  let longueur = 0;
  let espaceEnAttente = false;
  for (let rang = 0; rang < texte.length; rang++) {
    const code = texte.charCodeAt(rang);
    const lettre = TABLE[code] ?? 0;
    if (lettre === 0) return undefined;
    if (lettre === ESPACE) {
      espaceEnAttente = longueur > 0;
      continue;
    }
    if (espaceEnAttente) TAMPON[longueur++] = ESPACE;
    espaceEnAttente = false;
    TAMPON[longueur++] = lettre;
  }
  return TAMPON.toString('latin1', 0, longueur);
}

/** The long way, by the decomposition of Unicode. */
function plierLettreALettre(texte: string): string {
  return texte
    .toLowerCase()
    .normalize('NFD')
    .replace(DIACRITIQUES, '')
    .replace(INVISIBLES, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(SEPARATEURS, ' ')
    .trim();
}

/**
 * A budget code stripped of its white space and of signs that nobody sees, in capitals and in one form of Unicode: `HP 048-008`
 * and `hp048-008` are one programme.
 */
export function normaliserCode(code: string): string {
  if (NORMAL.test(code)) return code;
  return code.normalize('NFC').replace(HORS_DES_CODES, '').toUpperCase();
}

/** How texts of a field are brought to the form in which they are compared: a code, or words. */
export function normaliserSelon(code: boolean): (texte: string) => string {
  return code ? normaliserCode : plier;
}

/**
 * The same text in memory of its own. A piece cut out of a large text keeps the whole of it alive: what is kept for long is
 * copied out first.
 */
export function detacher(texte: string): string {
  return texte === '' ? '' : Buffer.from(texte, 'utf8').toString('utf8');
}

/** Below so many letters, two that change make another word: `page` is no slip for `pays`. */
const MOT_COURT = 5;

/**
 * The candidate that needs the fewest edits to become `texte`, when few enough to be a slip; to suggest, never to decide. Of a
 * path, its last name without its extension says how many those are: folders that all candidates share make none nearer.
 */
export function nomLePlusProche(texte: string, candidats: readonly string[]): string | undefined {
  const cible = plier(texte);
  let meilleur: string | undefined;
  const nom = plier(texte.slice(texte.lastIndexOf('/') + 1).replace(/\.(?:hbs|md)$/, ''));
  let distanceMin = (nom.length < MOT_COURT ? 1 : Math.max(2, Math.floor(nom.length / 3))) + 1;
  for (const candidat of candidats) {
    const distance = distanceDesNoms(cible, plier(candidat));
    if (distance < distanceMin) {
      distanceMin = distance;
      meilleur = candidat;
    }
  }
  return meilleur;
}

/** Names of the same words in another order are as near as can be: « date_convention »; and those with two letters swapped. */
function distanceDesNoms(gauche: string, droite: string): number {
  const distance = distanceEdition(gauche, droite);
  if (distance === 2 && [...gauche].sort().join('') === [...droite].sort().join('')) return 1;
  return distance > 1 && gauche.length === droite.length && motsEnOrdre(gauche) === motsEnOrdre(droite) ? 1 : distance;
}

function motsEnOrdre(nom: string): string {
  return nom
    .split(/[^\p{L}\d]+/u)
    .sort()
    .join(' ');
}

/** How many letters to change, add or drop to make one text of the other, both as given. */
export function distanceEdition(gauche: string, droite: string): number {
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

for (const [debut, fin] of PLAGES)
  for (let code = debut; code < fin; code++) {
    const lettre = plierLettreALettre(`a${String.fromCharCode(code)}a`).slice(1, -1);
    if (lettre.length === 1 && lettre.charCodeAt(0) <= 0xff) TABLE[code] = lettre.charCodeAt(0);
  }

/** What YAML gives for keys with their values. */
export type Objet = Readonly<Record<string, unknown>>;

/** Whether what YAML gave is keys with their values: neither a list, nor a text, nor nothing. */
export function estObjet(brut: unknown): brut is Objet {
  return typeof brut === 'object' && brut !== null && !Array.isArray(brut);
}

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

/** A text of so many signs at the most: one that was cut says so. */
export function ecourter(texte: string, signes: number): string {
  return texte.length > signes ? `${texte.slice(0, signes - 1)}…` : texte;
}

/** A cell short enough for a message. */
export function abreger(texte: string): string {
  const net = texte.replace(/\s+/g, ' ').trim();
  return ecourter(net, 60);
}

/** A text that begins a sentence. */
export function capitale(texte: string): string {
  return `${texte.slice(0, 1).toUpperCase()}${texte.slice(1)}`;
}
