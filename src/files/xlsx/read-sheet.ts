import { columnOfAddress } from './cell-address.ts';
import { type CellContext, CellReader, type CellType } from './read-cell.ts';
import type { NumberFormat } from './read-formats.ts';
import { type PartElement, type PartVisitor, visitXml } from './xml.ts';

/** What is read of a sheet: of cells beyond, only that there are some is told. */
export interface SheetBounds {
  readonly rangees: number;
  readonly colonnes: number;
}

/** A cell as it lies in the file. */
export interface CellRead {
  readonly type: CellType;
  /** What it holds: the text, the number as the file writes it, `#REF!`. */
  readonly contenu: string;
  readonly format: NumberFormat;
  /** Whether what it holds is worked out by a formula. */
  readonly formule: boolean;
}

/** A sheet as it lies in the file: rows and columns count from 1. */
export interface SheetRead {
  readonly rangees: ReadonlyMap<number, ReadonlyMap<number, CellRead>>;
  /** `A3:B5`, the cells that were merged. */
  readonly fusions: readonly string[];
  /** The first row beyond what is read that holds something. */
  readonly auDela?: number;
}

interface SheetContext extends CellContext {
  readonly bornes: SheetBounds;
}

/**
 * Reads a sheet whole. Cells beyond the bounds are not kept.
 * @throws UnreadableWorkbook when it is damaged
 */
export function readSheet(octets: Uint8Array, contexte: SheetContext): SheetRead {
  const lecture = new SheetReader(contexte);
  visitXml(octets, lecture);
  const { rangees, fusions, auDela } = lecture;
  return { rangees, fusions, ...(auDela !== undefined && { auDela }) };
}

class SheetReader implements PartVisitor {
  readonly rangees = new Map<number, Map<number, CellRead>>();
  readonly fusions: string[] = [];
  auDela: number | undefined;
  readonly #bornes: SheetBounds;
  readonly #cellule: CellReader;
  #rangee = 0;
  #colonne = 0;

  constructor(contexte: SheetContext) {
    this.#bornes = contexte.bornes;
    this.#cellule = new CellReader(contexte);
  }

  open({ name: nom, attribute: attribut }: PartElement): void {
    if (this.#cellule.ouvrir(nom, attribut)) {
      const adresse = attribut('r');
      this.#colonne = adresse === undefined ? this.#colonne + 1 : columnOfAddress(adresse);
    } else if (nom === 'row') {
      this.#rangee = Number(attribut('r') ?? this.#rangee + 1);
      this.#colonne = 0;
    } else if (nom === 'mergeCell') this.fusions.push(attribut('ref') ?? '');
  }

  text(texte: string): void {
    this.#cellule.texte(texte);
  }

  close(nom: string): void {
    if (this.#cellule.fermer(nom)) this.#garder();
  }

  #garder(): void {
    const { format, formule } = this.#cellule;
    const contenu = this.#cellule.contenu();
    const vide = contenu === '' && formule === undefined;
    const { rangees, colonnes } = this.#bornes;
    if (!(this.#rangee <= rangees && this.#colonne <= colonnes)) {
      if (!vide && this.#rangee > rangees && this.#colonne <= colonnes) this.auDela ??= this.#rangee;
      return;
    }
    const type = vide ? 'vide' : this.#cellule.type();
    const cellules = this.rangees.get(this.#rangee) ?? new Map<number, CellRead>();
    this.rangees.set(this.#rangee, cellules);
    cellules.set(this.#colonne, { type, contenu, format, formule: formule !== undefined });
  }
}
