import type { Token } from 'markdown-it';

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

/** The name written in the braces of a figure. */
export function nomEcrit({ content }: Token): string {
  return content.slice(2, -2).trim();
}
