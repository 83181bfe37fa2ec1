import { detacher } from './texte.ts';

/** Texts that came once, told by a number: two texts of one number only make one of them come back sooner. */
const PASSANTS = 1 << 14;

/**
 * Remembers what was found of texts, from their second coming on: of a column, some texts come back ten thousand times, and
 * others never, which take no room. Bounded: once it is full, all is forgotten.
 */
export class TextesRetenus<T> {
  readonly #max: number;
  readonly #trouves = new Map<string, T>();
  readonly #passants = new Int32Array(PASSANTS);

  constructor(max: number) {
    this.#max = max;
  }

  lire(texte: string): T | undefined {
    return this.#trouves.get(texte);
  }

  /** Takes note of what was found of a text that was not remembered. */
  noter(texte: string, trouve: T): void {
    const nombre = enNombre(texte);
    const place = nombre & (PASSANTS - 1);
    if (this.#passants[place] !== nombre) {
      this.#passants[place] = nombre;
      return;
    }
    if (this.#trouves.size >= this.#max) this.#trouves.clear();
    this.#trouves.set(detacher(texte), trouve);
  }
}

/** A number that differs for most texts, never zero. */
function enNombre(texte: string): number {
  let nombre = texte.length;
  for (let rang = 0; rang < texte.length; rang++) nombre = (Math.imul(nombre, 31) + texte.charCodeAt(rang)) | 0;
  return nombre === 0 ? 1 : nombre;
}
