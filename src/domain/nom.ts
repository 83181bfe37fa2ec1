import { plier } from './texte.ts';

const LONGUEUR_MAX = 60;

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

  /** @param faute what stands for a text of which nothing can be written */
  nommer(texte: string, faute: string): string {
    const voulu = nommer(texte) || faute;
    let nom = voulu;
    for (let rang = 2; this.#pris.has(nom); rang++) nom = `${voulu}-${rang}`;
    this.#pris.add(nom);
    return nom;
  }
}
