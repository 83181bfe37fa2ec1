import type { Token } from 'markdown-it';
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
  const { default: MarkdownIt } = await import('markdown-it');
  const moteur = new MarkdownIt('commonmark');
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
  return (source) => moteur.parse(source, {});
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
      placeDe: (mots) => placeDesMots(texte, mots, premiere),
    };
    let curseur = debut;
    let adresse = '';
    for (const enfant of jeton.children ?? []) {
      if (enfant.type === 'link_open') adresse = String(enfant.attrGet('href') ?? '');
      // The address of a link stands after its words.
      const ecrit = enfant.type === 'link_close' ? adresse : ecritDe(enfant);
      const trouve = ecrit === '' ? -1 : texte.text.indexOf(ecrit, curseur);
      const ici = trouve < 0 ? curseur : trouve;
      yield {
        jeton: enfant,
        place: () => texte.place(ici, ici + ecrit.length),
        placeDe: (mots) => placeDesMots(texte, mots, ici),
      };
      if (trouve >= 0) curseur = trouve + ecrit.length;
    }
  }
}

function placeDesMots(texte: PlacedText, mots: string, depuis: number): PlaceInText {
  const trouve = texte.text.indexOf(mots, depuis);
  // What is said once for several places, such as the address of a reference, may stand before.
  const ici = trouve < 0 ? Math.max(texte.text.indexOf(mots), 0) : trouve;
  return texte.place(ici, ici + mots.length);
}
