import { posix } from 'node:path';
import { MAX_COLUMNS } from './cell-address.ts';
import { readRelations, relationsPart } from './open-workbook.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { type ReadAttribute, visitXml } from './xml.ts';

/** What a sheet says around its rows. */
export interface AroundRows {
  /** Ranges of merged cells, as the file writes them and in its order. */
  readonly merged: readonly string[];
  /** Cells under a filter that has criteria. */
  readonly filter: string | undefined;
  /** Index of each hidden column, from 0, in order. */
  readonly hiddenColumns: readonly number[];
  /** The cells in use, as the program that wrote the file says: some say too much, some nothing. */
  readonly extent: string | undefined;
}

/** Beyond, a file is not damaged but hostile. */
const MAX_MERGED = 1_000_000;

/**
 * Reads what a sheet says around its rows without going through them: merged cells and filters come after the rows in the
 * file, and must be known before.
 * @throws UnreadableWorkbook when it is damaged
 */
export function readAroundRows(octets: Uint8Array): AroundRows {
  const sansRangees = withoutRows(octets);
  if (sansRangees !== undefined)
    try {
      return read(sansRangees);
    } catch (erreur) {
      if (!(erreur instanceof UnreadableWorkbook)) throw erreur;
      // What looked like the rows was not them: a comment may hold anything.
    }
  return read(octets);
}

function read(octets: Uint8Array): AroundRows {
  const fusions: string[] = [];
  const masquees = new Uint8Array(MAX_COLUMNS);
  const filtre = new FilterReading();
  const chemin: string[] = [];
  let etendue: string | undefined;
  let bandes = 0;
  visitXml(octets, {
    open({ name: nom, attribute: attribut }) {
      const parent = chemin.at(-1);
      chemin.push(nom);
      const direct = chemin.length === 2;
      filtre.open(nom, attribut, direct);
      if (nom === 'mergeCell' && parent === 'mergeCells') {
        if (fusions.push(attribut('ref') ?? '') > MAX_MERGED)
          throw new UnreadableWorkbook('trop_gros', 'plus d’un million de cellules fusionnées');
      } else if (nom === 'col' && parent === 'cols') {
        bandes += 1;
        if (bandes > MAX_COLUMNS) throw new UnreadableWorkbook('abime', 'il y a plus de colonnes qu’Excel n’en admet');
        hide(attribut, masquees);
      } else if (nom === 'dimension' && direct) etendue = attribut('ref');
    },
    text() {},
    close(nom) {
      chemin.pop();
      filtre.close(nom);
    },
  });
  const colonnesMasquees: number[] = [];
  masquees.forEach((masquee, rang) => {
    if (masquee === 1) colonnesMasquees.push(rang);
  });
  return { merged: fusions, filter: filtre.active, hiddenColumns: colonnesMasquees, extent: etendue };
}

/** A column may also be hidden by giving it no width. */
function hide(attribut: ReadAttribute, masquees: Uint8Array): void {
  if (!isTrue(attribut('hidden')) && Number(attribut('width') ?? 1) !== 0) return;
  masquees.fill(1, Number(attribut('min')) - 1, Number(attribut('max')));
}

/** Whether an attribute of the format says yes. */
export function isTrue(valeur: string | undefined): boolean {
  return valeur === '1' || valeur === 'true';
}

const NAME_OF_ROWS = Buffer.from('sheetData');
const MAX_PREFIX = 64;
/** Times that a sheet may name its rows below them, in a formula of its looks say. */
const MAX_MENTIONS = 1_000;

/** The document as it would be without rows; nothing when the bytes do not show where they are. */
function withoutRows(vue: Uint8Array): Uint8Array | undefined {
  const octets = Buffer.from(vue.buffer, vue.byteOffset, vue.length);
  const debut = tagAt(octets, octets.indexOf(NAME_OF_ROWS), '<');
  if (debut === undefined) return undefined;
  let rang = octets.length;
  for (let mentions = 0; mentions < MAX_MENTIONS; mentions++) {
    rang = octets.lastIndexOf(NAME_OF_ROWS, rang - 1);
    if (rang <= debut) return undefined;
    if (tagAt(octets, rang, '</') === undefined) continue;
    const fin = octets.indexOf('>', rang);
    return fin < 0 ? undefined : Buffer.concat([octets.subarray(0, debut), octets.subarray(fin + 1)]);
  }
  return undefined;
}

/** Where the tag begins whose name, past its prefix, stands at a rank; nothing when what stands there is no such tag. */
function tagAt(octets: Buffer, rang: number, ouverture: '<' | '</'): number | undefined {
  if (rang < 0) return undefined;
  const avant = octets.toString('latin1', Math.max(0, rang - MAX_PREFIX), rang);
  const trouve = /<\/?(?:[^\s<>/:]+:)?$/.exec(avant);
  if (!trouve || trouve[0].startsWith('</') !== (ouverture === '</')) return undefined;
  const apres = octets[rang + NAME_OF_ROWS.length];
  if (apres === undefined || !/[\s/>]/.test(String.fromCharCode(apres))) return undefined;
  return rang - trouve[0].length;
}

/**
 * The cells of the first table of a sheet that is filtered: the filter of a table is written in the part of the table.
 * @param feuille part of the sheet
 * @param partie gives a part by its name
 */
export function activeTableFilter(
  feuille: string,
  partie: (nom: string) => Uint8Array | undefined,
): string | undefined {
  for (const { kind: genre, target: cible } of readRelations(
    partie(relationsPart(feuille)),
    posix.dirname(feuille),
  ).values()) {
    const table = genre === 'table' ? partie(cible) : undefined;
    const actif = table && filterOf(table);
    if (actif !== undefined) return actif;
  }
  return undefined;
}

function filterOf(table: Uint8Array): string | undefined {
  const filtre = new FilterReading();
  let profondeur = 0;
  visitXml(table, {
    open({ name: nom, attribute: attribut }) {
      profondeur += 1;
      filtre.open(nom, attribut, profondeur === 2);
    },
    text() {},
    close(nom) {
      profondeur -= 1;
      filtre.close(nom);
    },
  });
  return filtre.active;
}

/** Reads the criteria of a filter in a sheet, or in a table of it. */
export class FilterReading {
  /** The cells under the filter, once a criterion was met. */
  active: string | undefined;
  #ref: string | undefined;
  #inColumn = false;

  /** @param direct whether the element is a child of the sheet or table itself: views that people keep have filters too */
  open(nom: string, attribut: ReadAttribute, direct: boolean): void {
    if (nom === 'autoFilter' && direct) this.#ref = attribut('ref') ?? '';
    else if (this.#ref === undefined) return;
    else if (nom === 'filterColumn') this.#inColumn = true;
    // A column of a filter without criterion only says that its button is hidden.
    else if (this.#inColumn && nom !== 'extLst') this.active = this.#ref;
  }

  close(nom: string): void {
    if (nom === 'autoFilter') this.#ref = undefined;
    else if (nom === 'filterColumn') this.#inColumn = false;
  }
}
