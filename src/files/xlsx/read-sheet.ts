import { columnOfAddress } from './cell-address.ts';
import { type CellContext, CellReader, type CellType } from './read-cell.ts';
import type { NumberFormat } from './read-formats.ts';
import { type PartElement, type PartVisitor, visitXml } from './xml.ts';

/** What is read of a sheet: of cells beyond, only that there are some is told. */
export interface SheetBounds {
  readonly rows: number;
  readonly columns: number;
}

/** A cell as it lies in the file. */
export interface CellRead {
  readonly type: CellType;
  /** What it holds: the text, the number as the file writes it, `#REF!`. */
  readonly content: string;
  readonly format: NumberFormat;
  /** Whether what it holds is worked out by a formula. */
  readonly hasFormula: boolean;
}

/** A sheet as it lies in the file: rows and columns count from 1. */
export interface SheetRead {
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, CellRead>>;
  /** `A3:B5`, the cells that were merged. */
  readonly merged: readonly string[];
  /** The first row beyond what is read that holds something. */
  readonly beyond?: number;
}

interface SheetContext extends CellContext {
  readonly bounds: SheetBounds;
}

/**
 * Reads a sheet whole. Cells beyond the bounds are not kept.
 * @throws UnreadableWorkbook when it is damaged
 */
export function readSheet(octets: Uint8Array, contexte: SheetContext): SheetRead {
  const lecture = new SheetReader(contexte);
  visitXml(octets, lecture);
  const { rows: rangees, merged: fusions, beyond: auDela } = lecture;
  return { rows: rangees, merged: fusions, ...(auDela !== undefined && { beyond: auDela }) };
}

class SheetReader implements PartVisitor {
  readonly rows = new Map<number, Map<number, CellRead>>();
  readonly merged: string[] = [];
  beyond: number | undefined;
  readonly #bounds: SheetBounds;
  readonly #cell: CellReader;
  #row = 0;
  #column = 0;

  constructor(contexte: SheetContext) {
    this.#bounds = contexte.bounds;
    this.#cell = new CellReader(contexte);
  }

  open({ name: nom, attribute: attribut }: PartElement): void {
    if (this.#cell.open(nom, attribut)) {
      const adresse = attribut('r');
      this.#column = adresse === undefined ? this.#column + 1 : columnOfAddress(adresse);
    } else if (nom === 'row') {
      this.#row = Number(attribut('r') ?? this.#row + 1);
      this.#column = 0;
    } else if (nom === 'mergeCell') this.merged.push(attribut('ref') ?? '');
  }

  text(texte: string): void {
    this.#cell.text(texte);
  }

  close(nom: string): void {
    if (this.#cell.close(nom)) this.#keep();
  }

  #keep(): void {
    const { format, formula: formule } = this.#cell;
    const contenu = this.#cell.content();
    const vide = contenu === '' && formule === undefined;
    const { rows: rangees, columns: colonnes } = this.#bounds;
    if (!(this.#row <= rangees && this.#column <= colonnes)) {
      if (!vide && this.#row > rangees && this.#column <= colonnes) this.beyond ??= this.#row;
      return;
    }
    const type = vide ? 'vide' : this.#cell.type();
    const cellules = this.rows.get(this.#row) ?? new Map<number, CellRead>();
    this.rows.set(this.#row, cellules);
    cellules.set(this.#column, { type, content: contenu, format, hasFormula: formule !== undefined });
  }
}
