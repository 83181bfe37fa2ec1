import type MarkdownIt from 'markdown-it';
import type { StateInline, Token } from 'markdown-it';
import type { PlacedText, PlaceInText } from '../../files/placed-text.ts';

/** A piece of a text that CommonMark does not have: a figure by its name. */
export const JETON_CHIFFRE = 'chiffre';
/** Braces that nothing closes. */
export const JETON_OUVERT = 'chiffre_ouvert';

/** Turns the source of a text into pieces, in the order of the text. */
export type Analyseur = (source: string) => readonly Token[];

/**
 * Loads CommonMark, with one addition: `{{…}}` on one line names a figure, wherever words may stand; code is left as it is.
 * HTML is read as such, so that it can be told, and addresses as they are written, so that they can be judged. Loaded here
 * and not at the program's start, which dossiers without texts would pay for nothing.
 */
export async function chargerMarkdown(): Promise<Analyseur> {
  const { default: Moteur } = await import('markdown-it');
  const moteur = new Moteur('commonmark');
  moteur.validateLink = () => true;
  moteur.normalizeLink = (adresse) => adresse;
  moteur.inline.ruler.before('escape', JETON_CHIFFRE, (etat, silencieux) => {
    if (!etat.src.startsWith('{{', etat.pos)) return false;
    const fin = etat.src.indexOf('}}', etat.pos + 2);
    const finDeLigne = etat.src.indexOf('\n', etat.pos);
    const fermee = fin >= 0 && (finDeLigne < 0 || fin < finDeLigne);
    const suite = fermee ? fin + 2 : etat.pos + 2;
    if (!silencieux) etat.push(fermee ? JETON_CHIFFRE : JETON_OUVERT, '', 0).content = etat.src.slice(etat.pos, suite);
    etat.pos = suite;
    return true;
  });
  garderLaPlaceDesLiens(moteur);
  return (source) => moteur.parse(source, {});
}

/**
 * Keeps in each link where it starts in its block: its address, once read, may be written otherwise than in the file
 * (`java&#115;cript:`), and could not be looked for there.
 */
function garderLaPlaceDesLiens(moteur: InstanceType<typeof MarkdownIt>): void {
  /** The last bracket before each piece, by the rank of the piece that it would open. */
  const crochets = new WeakMap<StateInline, Map<number, number>>();
  moteur.inline.ruler.before('link', 'place_des_crochets', (etat, silencieux) => {
    if (silencieux || etat.src[etat.pos] !== '[') return false;
    const places = crochets.get(etat) ?? new Map<number, number>();
    crochets.set(etat, places.set(etat.tokens.length + (etat.pending === '' ? 0 : 1), etat.pos));
    return false;
  });
  moteur.inline.ruler2.before('balance_pairs', 'place_des_liens', (etat) => {
    for (const [rang, debut] of crochets.get(etat) ?? []) {
      const jeton = etat.tokens[rang];
      if (jeton?.type === 'link_open') jeton.meta = { debut };
    }
    return false;
  });
}

export function nomEcrit({ content }: Token): string {
  return content.slice(2, -2).trim();
}

/** What a piece of a line is looked for by, in the source of its block; empty for what has no place of its own. */
function ecritDe(jeton: Token): string {
  switch (jeton.type) {
    case JETON_CHIFFRE:
    case JETON_OUVERT:
    case 'html_inline':
    case 'code_inline':
      return jeton.content;
    case 'image':
      return '![';
    default:
      return '';
  }
}

export interface Piece {
  readonly jeton: Token;
  /** Where it stands, or where its block starts when that cannot be told; worked out only when asked. */
  place(): PlaceInText;
  /** Where some of its words stand, from its own start on. */
  placeDe(mots: string): PlaceInText;
}

/**
 * The pieces of a text, blocks then what stands in them, in the order of the text. CommonMark tells the lines of a block and
 * no more: what stands in it is looked for there, each piece after the one before it.
 */
export function* parcourir(texte: PlacedText, jetons: readonly Token[]): Generator<Piece> {
  let debut = 0;
  for (const jeton of jetons) {
    if (jeton.map) debut = texte.startOfLine(jeton.map[0]);
    const ligne = jeton.map ? jeton.map[0] + 1 : 1;
    const premiere = debut;
    yield {
      jeton,
      place: () => texte.placeOfLine(ligne),
      placeDe: (mots) => placeDesMots(texte, mots, premiere, undefined),
    };
    let curseur = debut;
    let adresse = '';
    let lien: (() => number) | undefined;
    for (const enfant of jeton.children ?? []) {
      if (enfant.type === 'link_open') {
        adresse = String(enfant.attrGet('href') ?? '');
        const crochet: unknown = enfant.meta?.debut;
        lien =
          typeof crochet === 'number' ? () => retrouverDansLeTexte(texte, jeton.content, crochet, ligne) : undefined;
      }
      // The address of a link stands after its words.
      const ecrit = enfant.type === 'link_close' ? adresse : ecritDe(enfant);
      const trouve = ecrit === '' ? -1 : texte.text.indexOf(ecrit, curseur);
      const ici = trouve < 0 ? curseur : trouve;
      const debutDuLien = lien;
      yield {
        jeton: enfant,
        place: () =>
          trouve < 0 && debutDuLien ? placeDuLien(texte, debutDuLien()) : texte.place(ici, ici + ecrit.length),
        placeDe: (mots) => placeDesMots(texte, mots, ici, debutDuLien?.()),
      };
      if (enfant.type === 'link_close') lien = undefined;
      if (trouve >= 0) curseur = trouve + ecrit.length;
    }
  }
}

/**
 * Where the text has what a block has at an offset: lines are those of the file, less what makes the block (`> `, `- `).
 * @param ligne the first of the block, from 1
 */
function retrouverDansLeTexte(texte: PlacedText, contenu: string, decalage: number, ligne: number): number {
  const avant = contenu.slice(0, decalage);
  const rang = avant.split('\n').length - 1;
  const [ecrite = ''] = contenu.slice(avant.lastIndexOf('\n') + 1).split('\n', 1);
  const colonne = decalage - (avant.lastIndexOf('\n') + 1);
  return texte.startOfLine(ligne - 1 + rang) + Math.max(texte.line(ligne + rang).indexOf(ecrite), 0) + colonne;
}

/** A link, its words and the address beside them. */
const LIEN = /^\[[^\]\n]*\](?:\([^)\n]*\))?/;

function placeDuLien(texte: PlacedText, debut: number): PlaceInText {
  const fin = texte.text.indexOf('\n', debut);
  const [ecrit = '['] = LIEN.exec(texte.text.slice(debut, fin < 0 ? undefined : fin)) ?? [];
  return texte.place(debut, debut + ecrit.length);
}

/** @param lien where the link starts of which they are the address, which may be written otherwise */
function placeDesMots(texte: PlacedText, mots: string, depuis: number, lien: number | undefined): PlaceInText {
  const trouve = texte.text.indexOf(mots, Math.max(depuis, lien ?? 0));
  // What is said once for several places, such as the address of a reference, may stand before.
  const ici = trouve < 0 ? texte.text.indexOf(mots) : trouve;
  if (ici < 0 && lien !== undefined) return placeDuLien(texte, lien);
  return texte.place(Math.max(ici, 0), Math.max(ici, 0) + mots.length);
}
