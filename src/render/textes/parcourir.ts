import type { Token } from 'markdown-it';
import type { PlacedText, PlaceInText } from '../../files/placed-text.ts';
import { JETON_CHIFFRE, JETON_OUVERT } from './markdown.ts';

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

/** A piece of a text, with what leads to its place. */
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
    if (jeton.map) debut = texte.debutDeLigne(jeton.map[0]);
    const ligne = jeton.map ? jeton.map[0] + 1 : 1;
    const premiere = debut;
    yield {
      jeton,
      place: () => texte.placeDeLigne(ligne),
      placeDe: (mots) => placeDesMots(texte, mots, premiere),
    };
    let curseur = debut;
    let adresse = '';
    for (const enfant of jeton.children ?? []) {
      if (enfant.type === 'link_open') adresse = String(enfant.attrGet('href') ?? '');
      // The address of a link stands after its words.
      const ecrit = enfant.type === 'link_close' ? adresse : ecritDe(enfant);
      const trouve = ecrit === '' ? -1 : texte.texte.indexOf(ecrit, curseur);
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
  const trouve = texte.texte.indexOf(mots, depuis);
  // What is said once for several places, such as the address of a reference, may stand before.
  const ici = trouve < 0 ? Math.max(texte.texte.indexOf(mots), 0) : trouve;
  return texte.place(ici, ici + mots.length);
}
