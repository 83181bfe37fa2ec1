import { type NumberFormat, PLAIN_FORMAT } from './read-formats.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { type ReadAttribute, readEscapes } from './xml.ts';

/** What a cell holds, whatever it looks like. */
export type CellType = 'vide' | 'texte' | 'nombre' | 'jour' | 'booleen' | 'erreur';

const TYPES: Readonly<Record<string, CellType>> = {
  s: 'texte',
  str: 'texte',
  inlineStr: 'texte',
  n: 'nombre',
  d: 'jour',
  b: 'booleen',
  e: 'erreur',
};

/** What cells lean on: the texts that they share, their looks. */
export interface CellContext {
  readonly textes: readonly string[];
  readonly formats: readonly NumberFormat[];
}

/**
 * Decodes the cells of a sheet one after the other, from the elements of its XML. What it says of a cell holds from the end
 * of its element to the beginning of the next.
 */
export class CellReader {
  format: NumberFormat = PLAIN_FORMAT;
  /** The formula, without `=`; empty for the copies of a shared one, that the file writes once. Nothing when there is none. */
  formula: string | undefined;
  /** Whether the file gives a result, be it an empty text. */
  hasResult = false;
  readonly #context: CellContext;
  #type = 'n';
  #raw = '';
  #listening: 'contenu' | 'formule' | undefined;
  #inReading = false;

  constructor(contexte: CellContext) {
    this.#context = contexte;
  }

  /** Whether an element is the beginning of a cell. */
  open(nom: string, attribut: ReadAttribute): boolean {
    if (nom === 'c') {
      this.#type = attribut('t') ?? 'n';
      this.format = this.#context.formats[Number(attribut('s') ?? 0)] ?? PLAIN_FORMAT;
      this.formula = undefined;
      this.hasResult = false;
      this.#raw = '';
      return true;
    }
    if (nom === 'v' || nom === 't') {
      if (this.#inReading) return false;
      this.#listening = 'contenu';
      this.hasResult = true;
    } else if (nom === 'f') {
      this.formula = '';
      this.#listening = 'formule';
    } else if (nom === 'rPh') this.#inReading = true;
    return false;
  }

  text(texte: string): void {
    if (this.#listening === 'contenu') this.#raw += texte;
    else if (this.#listening === 'formule') this.formula += texte;
  }

  /** Whether an element is the end of a cell. */
  close(nom: string): boolean {
    if (nom === 'v' || nom === 't' || nom === 'f') this.#listening = undefined;
    else if (nom === 'rPh') this.#inReading = false;
    return nom === 'c';
  }

  /**
   * What the cell holds: the text, the number as the file writes it, `#REF!`.
   * @throws UnreadableWorkbook when it leans on a shared text that is not there: it would pass for an empty cell
   */
  content(): string {
    if (this.#type === 'n') return this.#raw;
    if (this.#type !== 's') return readEscapes(this.#raw);
    if (this.#raw === '') return '';
    const texte = this.#context.textes[Number(this.#raw)];
    if (texte === undefined) throw new UnreadableWorkbook('abime', 'le texte d’une cellule n’y est pas');
    return texte;
  }

  /** What the content is, when there is one. */
  type(): CellType {
    return TYPES[this.#type] ?? 'texte';
  }
}
