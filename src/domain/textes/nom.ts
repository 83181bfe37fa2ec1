import { SIGNES_INVISIBLES } from './signes.ts';
import { detacher, distanceEdition, plier } from './texte.ts';

const LONGUEUR_MAX = 60;
const INVISIBLES = new RegExp(`[${SIGNES_INVISIBLES}]`, 'g');

/**
 * The name of a value in figures and addresses: `Sénégal` is `senegal`, `HP 048-008` is `hp-048-008`. Only letters, digits
 * and hyphens, so that it can be typed, linked to and quoted. Empty when nothing of the text can be written so.
 */
export function nommer(texte: string): string {
  return plier(texte)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGUEUR_MAX)
    .replace(/^-+|-+$/g, '');
}

/** Gives each text a name of its own: a name already taken is followed by its rank, `dakar-2`. */
export class Nommeur {
  readonly #pris = new Set<string>();
  /** The last rank given after a text that was asked for before: those under it are all taken. */
  readonly #rangs = new Map<string, number>();

  /** @param faute what stands for a text of which nothing can be written */
  nommer(texte: string, faute: string): string {
    const voulu = nommer(texte) || faute;
    let nom = voulu;
    let rang = this.#rangs.get(voulu) ?? 1;
    while (this.#pris.has(nom)) nom = `${voulu}-${++rang}`;
    if (rang > 1) this.#rangs.set(voulu, rang);
    this.#pris.add(nom);
    return nom;
  }
}

/** A space between figures parts two numbers; elsewhere it may be there or not. */
const ESPACE_SANS_PORTEE = /(?<!\d) | (?!\d)/g;

/**
 * What the spellings of one name have in common: neither case, accents, spaces, hyphens nor invisible signs count. `Santé`,
 * `SANTE` and `santé ` are one name, `Sous-préfecture` and `souspréfecture` too; a letter more or less makes another.
 */
export function cleDeNom(nom: string): string {
  const connue = CLES.get(nom);
  if (connue !== undefined) return connue;
  const cle = plier(nom).replace(ESPACE_SANS_PORTEE, '') || nom;
  if (CLES.size < CLES_GARDEES && nom.length <= LONGUEUR_MAX * 2) CLES.set(detacher(nom), cle);
  return cle;
}

/** Sectors and bodies are few, and asked for at each line of two editions: what was worked out is kept. */
const CLES = new Map<string, string>();
const CLES_GARDEES = 2_000;

/** A name as it is seen: one form of letters and of spaces, and no sign that takes no room. */
export function nomVisible(nom: string): string {
  return nom.normalize('NFC').replace(INVISIBLES, '').replace(/\s+/g, ' ');
}

/** What two ways of writing a title of a column have in common: what a reader sees of it. */
export function cleDeTitre(titre: string): string {
  return nomVisible(titre).trim();
}

/** What a reader does not see of how a name differs from another: nothing where the difference shows. */
export function ecrireLaDifference(nom: string, autre: string): string {
  if (nomVisible(nom) !== nomVisible(autre)) return '';
  if (nom.replace(INVISIBLES, '') !== nom || autre.replace(INVISIBLES, '') !== autre)
    return ', avec des signes invisibles';
  return nom.normalize('NFC') === autre.normalize('NFC') ? ', aux accents codés autrement' : ', aux espaces différents';
}

const PROCHES_MAX = 5;

/**
 * The names that may have been meant by one that does not exist: those that start with it or hold it, then those that fewest
 * letters separate from it. To suggest, never to decide.
 */
export function nomsProches(nom: string, connus: readonly string[]): string[] {
  const cherche = nom.toLowerCase();
  const rangDe = (connu: string) => {
    if (cherche.length > 1 && connu.startsWith(cherche)) return 0;
    if (cherche.length > 2 && connu.includes(cherche)) return 1;
    const distance = distanceEdition(cherche, connu);
    return distance <= Math.max(2, Math.floor(cherche.length / 3)) ? 1 + distance : Number.POSITIVE_INFINITY;
  };
  return connus
    .map((connu) => ({ connu, rang: rangDe(connu) }))
    .filter(({ rang }) => rang !== Number.POSITIVE_INFINITY)
    .sort((gauche, droite) => gauche.rang - droite.rang)
    .slice(0, PROCHES_MAX)
    .map(({ connu }) => connu);
}
