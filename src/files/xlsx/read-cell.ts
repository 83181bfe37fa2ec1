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
  readonly texts: readonly string[];
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
  #listening: 'content' | 'formula' | undefined;
  #inReading = false;

  constructor(context: CellContext) {
    this.#context = context;
  }

  /** Whether an element is the beginning of a cell. */
  open(name: string, attribute: ReadAttribute): boolean {
    if (name === 'c') {
      this.#type = attribute('t') ?? 'n';
      this.format = this.#context.formats[Number(attribute('s') ?? 0)] ?? PLAIN_FORMAT;
      this.formula = undefined;
      this.hasResult = false;
      this.#raw = '';
      return true;
    }
    if (name === 'v' || name === 't') {
      if (this.#inReading) return false;
      this.#listening = 'content';
      this.hasResult = true;
    } else if (name === 'f') {
      this.formula = '';
      this.#listening = 'formula';
    } else if (name === 'rPh') this.#inReading = true;
    return false;
  }

  text(text: string): void {
    if (this.#listening === 'content') this.#raw += text;
    else if (this.#listening === 'formula') this.formula += text;
  }

  /** Whether an element is the end of a cell. */
  close(name: string): boolean {
    if (name === 'v' || name === 't' || name === 'f') this.#listening = undefined;
    else if (name === 'rPh') this.#inReading = false;
    return name === 'c';
  }

  /**
   * What the cell holds: the text, the number as the file writes it, `#REF!`.
   * @throws UnreadableWorkbook when it leans on a shared text that is not there: it would pass for an empty cell
   */
  content(): string {
    if (this.#type === 'n') return this.#raw;
    if (this.#type !== 's') return readEscapes(this.#raw);
    if (this.#raw === '') return '';
    const text = this.#context.texts[Number(this.#raw)];
    if (text === undefined) throw new UnreadableWorkbook('abime', 'le texte d’une cellule n’y est pas');
    return text;
  }

  /** What the content is, when there is one. */
  type(): CellType {
    return TYPES[this.#type] ?? 'texte';
  }
}
