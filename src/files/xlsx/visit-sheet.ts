import { type CellRange, columnOfAddress, MAX_COLUMNS, MAX_ROWS, readRange } from './cell-address.ts';
import { type CellDefect, type CellWriting, cellAsText } from './cell-as-text.ts';
import { type CellContext, CellReader } from './read-cell.ts';
import { isTrue } from './sheet-facts.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { type PartElement, type PartVisitor, type ReadAttribute, visitXml } from './xml.ts';

/** A row of a sheet; what it says of its cells is only valid during the visit. */
export interface RowRead {
  /** From 1, as Excel shows it. */
  readonly numero: number;
  /** Index 0 is column A. Cells that are missing are empty, and none is kept after the last one that holds something. */
  readonly cellules: readonly string[];
  /** Hidden, by hand or by a filter. */
  readonly masquee: boolean;
  /** What is wrong with a cell, by the index of its column, be it after the last one that holds something. */
  defaut(colonne: number): CellDefect | undefined;
}

/** What rows are read with. */
export interface RowsContext extends CellContext, CellWriting {
  readonly merged: readonly string[];
}

/** Places of cells, empty ones between others included: a few bytes may name the last column a million times. */
const MAX_PLACES = 64 * 1024 * 1024;

/**
 * Goes down the rows of a sheet.
 * @param assez whether enough was seen: the rest is then neither read nor checked
 * @throws UnreadableWorkbook when it is damaged
 */
export function visitSheetRows(
  octets: Uint8Array,
  contexte: RowsContext,
  visiter: (rangee: RowRead) => void,
  assez: () => boolean = () => false,
): void {
  const lecture = new RowsReader(contexte, visiter, assez);
  visitXml(octets, lecture);
  if (!assez()) lecture.check();
}

class RowsReader implements PartVisitor {
  readonly enough: () => boolean;
  readonly #context: RowsContext;
  readonly #visit: (rangee: RowRead) => void;
  readonly #cell: CellReader;
  readonly #merged: MergedCells;
  #inRows = false;
  #inRow = false;
  #inCell = false;
  #mergedSeen = 0;
  #places = 0;
  #row = 0;
  #rowAsWritten = '';
  #isHidden = false;
  #column = 0;
  #cells: string[] = [];
  #defects: Map<number, CellDefect> | undefined;

  constructor(contexte: RowsContext, visiter: (rangee: RowRead) => void, assez: () => boolean) {
    this.#context = contexte;
    this.#visit = visiter;
    this.enough = assez;
    this.#cell = new CellReader(contexte);
    this.#merged = new MergedCells(contexte.merged);
  }

  open({ name: nom, attribute: attribut }: PartElement): void {
    if (this.#inRow) {
      if (nom === 'row' || (nom === 'c' && this.#inCell)) throw this.#damaged('des cellules l’une dans l’autre');
      if (this.#cell.open(nom, attribut)) this.#beginCell(attribut('r'));
    } else if (nom === 'row' && this.#inRows) this.#beginRow(attribut);
    else if (nom === 'sheetData') this.#inRows = true;
    else if (nom === 'mergeCell') this.#mergedSeen += 1;
  }

  text(texte: string): void {
    if (this.#inCell) this.#cell.text(texte);
  }

  close(nom: string): void {
    if (this.#inCell) {
      if (this.#cell.close(nom)) this.#endCell();
    } else if (nom === 'row' && this.#inRow) this.#endRow();
    else if (nom === 'sheetData') this.#inRows = false;
  }

  /** Merged cells were looked for before the rows were read: those of the whole sheet must be those. */
  check(): void {
    if (this.#mergedSeen !== this.#context.merged.length) throw this.#damaged('des cellules fusionnées mal placées');
  }

  #beginRow(attribut: ReadAttribute): void {
    const ecrit = attribut('r');
    const numero = ecrit === undefined ? this.#row + 1 : /^\d{1,7}$/.test(ecrit) ? Number(ecrit) : Number.NaN;
    if (!(numero > this.#row)) throw this.#damaged(`la ligne « ${(ecrit ?? '').slice(0, 20)} » n’est pas à sa place`);
    if (numero > MAX_ROWS) throw this.#damaged('il y a plus de lignes qu’Excel n’en admet');
    this.#row = numero;
    this.#rowAsWritten = String(numero);
    // A row may also be hidden by giving it no height.
    this.#isHidden = isTrue(attribut('hidden')) || Number(attribut('ht') ?? 1) === 0;
    this.#inRow = true;
    this.#column = 0;
    this.#cells = [];
    this.#defects = undefined;
  }

  #beginCell(adresse: string | undefined): void {
    const colonne = adresse === undefined ? this.#column + 1 : columnOfAddress(adresse);
    const estIci =
      adresse === undefined || adresse.slice(colonne <= 26 ? 1 : colonne <= 702 ? 2 : 3) === this.#rowAsWritten;
    // Two cells in one place, or a cell in another row: programs would not read the same.
    if (!estIci || !(colonne > this.#column) || colonne > MAX_COLUMNS)
      throw this.#damaged(`la cellule « ${(adresse ?? '').slice(0, 20)} » n’est pas à sa place`);
    this.#column = colonne;
    this.#inCell = true;
  }

  #endCell(): void {
    this.#inCell = false;
    const lue = cellAsText(this.#cell, this.#context);
    if (lue === '') return;
    const rang = this.#column - 1;
    while (this.#cells.length < rang) this.#cells.push('');
    this.#cells.push(typeof lue === 'string' ? lue : lue.text);
    if (typeof lue === 'string') return;
    this.#defects ??= new Map();
    this.#defects.set(rang, lue.defect);
  }

  #endRow(): void {
    this.#inRow = false;
    this.#places += this.#cells.length;
    if (this.#places > MAX_PLACES) throw new UnreadableWorkbook('trop_gros', 'trop de cellules');
    if (this.enough()) return;
    const [fusions, defauts] = [this.#merged, this.#defects];
    fusions.goDown(this.#row);
    this.#visit({
      numero: this.#row,
      cellules: this.#cells,
      masquee: this.#isHidden,
      defaut(colonne) {
        const defaut = defauts?.get(colonne);
        if (defaut !== undefined) return defaut;
        const plage = fusions.rangeOf(colonne);
        return plage === undefined ? undefined : { type: 'fusion', plage };
      },
    });
  }

  #damaged(precision: string): UnreadableWorkbook {
    return new UnreadableWorkbook('abime', this.#row > 0 ? `${precision} (après la ligne ${this.#row})` : precision);
  }
}

/**
 * The merged cells of a sheet, for whoever goes down its rows: the cost is that of the ranges, whatever their number and
 * that of the rows.
 */
export class MergedCells {
  readonly #ranges: readonly (CellRange & { readonly ecrite: string })[];
  /** For each column, the last range that began at or above the row. */
  readonly #byColumn = new Int32Array(MAX_COLUMNS).fill(-1);
  #next = 0;
  #row = 0;

  /** @throws UnreadableWorkbook for a range that no sheet has */
  constructor(ecrites: readonly string[]) {
    this.#ranges = ecrites
      .map((ecrite) => {
        const plage = readRange(ecrite);
        if (plage === undefined)
          throw new UnreadableWorkbook('abime', `des cellules fusionnées en « ${ecrite.slice(0, 40)} »`);
        return { ...plage, ecrite };
      })
      .sort((gauche, droite) => gauche.rows[0] - droite.rows[0]);
  }

  /** Goes down to a row, from 1. */
  goDown(rangee: number): void {
    this.#row = rangee;
    for (;;) {
      const plage = this.#ranges[this.#next];
      if (plage === undefined || plage.rows[0] > rangee) return;
      this.#byColumn.fill(this.#next, plage.columns[0] - 1, plage.columns[1]);
      this.#next += 1;
    }
  }

  /** The range to which a cell of the row belongs without being its first cell, the only one that shows anything. */
  rangeOf(colonne: number): string | undefined {
    const plage = this.#ranges[this.#byColumn[colonne] ?? -1];
    if (plage === undefined || plage.rows[1] < this.#row) return undefined;
    const estLaPremiere = plage.rows[0] === this.#row && plage.columns[0] === colonne + 1;
    return estLaPremiere ? undefined : plage.ecrite;
  }
}
