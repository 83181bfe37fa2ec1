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
  readonly fusions: readonly string[];
}

/** Places of cells, empty ones between others included: a few bytes may name the last column a million times. */
const PLACES_MAX = 64 * 1024 * 1024;

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
  if (!assez()) lecture.verifier();
}

class RowsReader implements PartVisitor {
  readonly enough: () => boolean;
  readonly #contexte: RowsContext;
  readonly #visiter: (rangee: RowRead) => void;
  readonly #cellule: CellReader;
  readonly #fusions: MergedCells;
  #dansLesRangees = false;
  #dansUneRangee = false;
  #dansUneCellule = false;
  #fusionsVues = 0;
  #places = 0;
  #numero = 0;
  #rangeeEcrite = '';
  #masquee = false;
  #colonne = 0;
  #cellules: string[] = [];
  #defauts: Map<number, CellDefect> | undefined;

  constructor(contexte: RowsContext, visiter: (rangee: RowRead) => void, assez: () => boolean) {
    this.#contexte = contexte;
    this.#visiter = visiter;
    this.enough = assez;
    this.#cellule = new CellReader(contexte);
    this.#fusions = new MergedCells(contexte.fusions);
  }

  open({ name: nom, attribute: attribut }: PartElement): void {
    if (this.#dansUneRangee) {
      if (nom === 'row' || (nom === 'c' && this.#dansUneCellule)) throw this.#abimee('des cellules l’une dans l’autre');
      if (this.#cellule.ouvrir(nom, attribut)) this.#commencerCellule(attribut('r'));
    } else if (nom === 'row' && this.#dansLesRangees) this.#commencerRangee(attribut);
    else if (nom === 'sheetData') this.#dansLesRangees = true;
    else if (nom === 'mergeCell') this.#fusionsVues += 1;
  }

  text(texte: string): void {
    if (this.#dansUneCellule) this.#cellule.texte(texte);
  }

  close(nom: string): void {
    if (this.#dansUneCellule) {
      if (this.#cellule.fermer(nom)) this.#finirCellule();
    } else if (nom === 'row' && this.#dansUneRangee) this.#finirRangee();
    else if (nom === 'sheetData') this.#dansLesRangees = false;
  }

  /** Merged cells were looked for before the rows were read: those of the whole sheet must be those. */
  verifier(): void {
    if (this.#fusionsVues !== this.#contexte.fusions.length) throw this.#abimee('des cellules fusionnées mal placées');
  }

  #commencerRangee(attribut: ReadAttribute): void {
    const ecrit = attribut('r');
    const numero = ecrit === undefined ? this.#numero + 1 : /^\d{1,7}$/.test(ecrit) ? Number(ecrit) : Number.NaN;
    if (!(numero > this.#numero)) throw this.#abimee(`la ligne « ${(ecrit ?? '').slice(0, 20)} » n’est pas à sa place`);
    if (numero > MAX_ROWS) throw this.#abimee('il y a plus de lignes qu’Excel n’en admet');
    this.#numero = numero;
    this.#rangeeEcrite = String(numero);
    // A row may also be hidden by giving it no height.
    this.#masquee = isTrue(attribut('hidden')) || Number(attribut('ht') ?? 1) === 0;
    this.#dansUneRangee = true;
    this.#colonne = 0;
    this.#cellules = [];
    this.#defauts = undefined;
  }

  #commencerCellule(adresse: string | undefined): void {
    const colonne = adresse === undefined ? this.#colonne + 1 : columnOfAddress(adresse);
    const estIci =
      adresse === undefined || adresse.slice(colonne <= 26 ? 1 : colonne <= 702 ? 2 : 3) === this.#rangeeEcrite;
    // Two cells in one place, or a cell in another row: programs would not read the same.
    if (!estIci || !(colonne > this.#colonne) || colonne > MAX_COLUMNS)
      throw this.#abimee(`la cellule « ${(adresse ?? '').slice(0, 20)} » n’est pas à sa place`);
    this.#colonne = colonne;
    this.#dansUneCellule = true;
  }

  #finirCellule(): void {
    this.#dansUneCellule = false;
    const lue = cellAsText(this.#cellule, this.#contexte);
    if (lue === '') return;
    const rang = this.#colonne - 1;
    while (this.#cellules.length < rang) this.#cellules.push('');
    this.#cellules.push(typeof lue === 'string' ? lue : lue.texte);
    if (typeof lue === 'string') return;
    this.#defauts ??= new Map();
    this.#defauts.set(rang, lue.defaut);
  }

  #finirRangee(): void {
    this.#dansUneRangee = false;
    this.#places += this.#cellules.length;
    if (this.#places > PLACES_MAX) throw new UnreadableWorkbook('trop_gros', 'trop de cellules');
    if (this.enough()) return;
    const [fusions, defauts] = [this.#fusions, this.#defauts];
    fusions.descendre(this.#numero);
    this.#visiter({
      numero: this.#numero,
      cellules: this.#cellules,
      masquee: this.#masquee,
      defaut(colonne) {
        const defaut = defauts?.get(colonne);
        if (defaut !== undefined) return defaut;
        const plage = fusions.plageDe(colonne);
        return plage === undefined ? undefined : { type: 'fusion', plage };
      },
    });
  }

  #abimee(precision: string): UnreadableWorkbook {
    return new UnreadableWorkbook(
      'abime',
      this.#numero > 0 ? `${precision} (après la ligne ${this.#numero})` : precision,
    );
  }
}

/**
 * The merged cells of a sheet, for whoever goes down its rows: the cost is that of the ranges, whatever their number and
 * that of the rows.
 */
export class MergedCells {
  readonly #plages: readonly (CellRange & { readonly ecrite: string })[];
  /** For each column, the last range that began at or above the row. */
  readonly #parColonne = new Int32Array(MAX_COLUMNS).fill(-1);
  #suivante = 0;
  #rangee = 0;

  /** @throws UnreadableWorkbook for a range that no sheet has */
  constructor(ecrites: readonly string[]) {
    this.#plages = ecrites
      .map((ecrite) => {
        const plage = readRange(ecrite);
        if (plage === undefined)
          throw new UnreadableWorkbook('abime', `des cellules fusionnées en « ${ecrite.slice(0, 40)} »`);
        return { ...plage, ecrite };
      })
      .sort((gauche, droite) => gauche.rangees[0] - droite.rangees[0]);
  }

  /** Goes down to a row, from 1. */
  descendre(rangee: number): void {
    this.#rangee = rangee;
    for (;;) {
      const plage = this.#plages[this.#suivante];
      if (plage === undefined || plage.rangees[0] > rangee) return;
      this.#parColonne.fill(this.#suivante, plage.colonnes[0] - 1, plage.colonnes[1]);
      this.#suivante += 1;
    }
  }

  /** The range to which a cell of the row belongs without being its first cell, the only one that shows anything. */
  plageDe(colonne: number): string | undefined {
    const plage = this.#plages[this.#parColonne[colonne] ?? -1];
    if (plage === undefined || plage.rangees[1] < this.#rangee) return undefined;
    const estLaPremiere = plage.rangees[0] === this.#rangee && plage.colonnes[0] === colonne + 1;
    return estLaPremiere ? undefined : plage.ecrite;
  }
}
