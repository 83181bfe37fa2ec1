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
  formule: string | undefined;
  /** Whether the file gives a result, be it an empty text. */
  aUnResultat = false;
  readonly #contexte: CellContext;
  #type = 'n';
  #brut = '';
  #ecoute: 'contenu' | 'formule' | undefined;
  #dansLecture = false;

  constructor(contexte: CellContext) {
    this.#contexte = contexte;
  }

  /** Whether an element is the beginning of a cell. */
  ouvrir(nom: string, attribut: ReadAttribute): boolean {
    if (nom === 'c') {
      this.#type = attribut('t') ?? 'n';
      this.format = this.#contexte.formats[Number(attribut('s') ?? 0)] ?? PLAIN_FORMAT;
      this.formule = undefined;
      this.aUnResultat = false;
      this.#brut = '';
      return true;
    }
    if (nom === 'v' || nom === 't') {
      if (this.#dansLecture) return false;
      this.#ecoute = 'contenu';
      this.aUnResultat = true;
    } else if (nom === 'f') {
      this.formule = '';
      this.#ecoute = 'formule';
    } else if (nom === 'rPh') this.#dansLecture = true;
    return false;
  }

  texte(texte: string): void {
    if (this.#ecoute === 'contenu') this.#brut += texte;
    else if (this.#ecoute === 'formule') this.formule += texte;
  }

  /** Whether an element is the end of a cell. */
  fermer(nom: string): boolean {
    if (nom === 'v' || nom === 't' || nom === 'f') this.#ecoute = undefined;
    else if (nom === 'rPh') this.#dansLecture = false;
    return nom === 'c';
  }

  /**
   * What the cell holds: the text, the number as the file writes it, `#REF!`.
   * @throws UnreadableWorkbook when it leans on a shared text that is not there: it would pass for an empty cell
   */
  contenu(): string {
    if (this.#type === 'n') return this.#brut;
    if (this.#type !== 's') return readEscapes(this.#brut);
    if (this.#brut === '') return '';
    const texte = this.#contexte.textes[Number(this.#brut)];
    if (texte === undefined) throw new UnreadableWorkbook('abime', 'le texte d’une cellule n’y est pas');
    return texte;
  }

  /** What the content is, when there is one. */
  type(): CellType {
    return TYPES[this.#type] ?? 'texte';
  }
}
