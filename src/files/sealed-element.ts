import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A style or a script of a page with the hash by which its content security policy lets it, and nothing else, apply. */
export interface SealedElement {
  readonly texte: string;
  readonly empreinte: string;
}

/** @throws Error when the text would end its element */
export function sealElement(texte: string, tag: 'style' | 'script'): SealedElement {
  if (texte.includes('</')) throw new Error(`Un élément ${tag} ne contient pas « </ ».`);
  return { texte, empreinte: `sha256-${createHash('sha256').update(texte).digest('base64')}` };
}

/** The pieces of a style or of a script as one text. */
export async function readPieces(paths: readonly string[]): Promise<string> {
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return texts.join('\n').replaceAll('\r\n', '\n');
}

/** Comments are for whoever changes the templates, not for the page; only those on lines of their own are taken out. */
export function withoutComments(text: string): string {
  return text.replace(/^[ \t]*\/\*.*?\*\/\n*/gms, '').replace(/^[ \t]*\/\/.*\n/gm, '');
}
