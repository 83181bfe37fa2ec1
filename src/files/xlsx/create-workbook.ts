import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { stream, Worksheet } from 'exceljs';
import { unzipSync } from 'fflate';
import type { ZipContent } from '../zip/write-zip.ts';
import { columnLetter } from './cell.ts';
import { cellText } from './cell-text.ts';
import {
  completeSheet,
  completeTypes,
  completeWorkbook,
  sharedText,
  sharedTexts,
  tableRelations,
} from './complete-parts.ts';
import { Sheet, type SheetColumn, type SheetEnd } from './sheet.ts';
import { STYLES, type StyleName } from './styles.ts';
import { writeTable } from './table-part.ts';
import { PackageDraft, type Span, writePackageAside, XmlBytes } from './write-package.ts';

/** What a sheet is asked for before its rows. */
export interface SheetDescription {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  /** Number of the row that heads the table, below which and right of which nothing scrolls. */
  readonly headRow: number;
  readonly frozenColumns?: number;
  /** Pages across on paper; one by default. */
  readonly pagesAcross?: number;
  /** Colour of the tab, `FFFFD60A`; none by default. */
  readonly colour?: string;
  /** Not among the tabs; the menu shows it again. */
  readonly hidden?: boolean;
  /** Only the cells that are made to be filled can be changed, until the protection is taken off, without password. */
  readonly protected?: boolean;
}

/** A workbook being written to disk, sheet after sheet. */
export interface WorkbookDraft {
  /** Begins a sheet; its first row is its title. The one before must be closed. */
  sheet(description: SheetDescription): Sheet;
  /** Gives a name to cells, for formulas: `nommer('total', "'Synthèse'!$B$8")`. */
  nameCells(nom: string, reference: string): void;
  /** Lets the program answer what waits, such as a request to stop; to call now and then in a long sheet. */
  breathe(): Promise<void>;
  /** Ends the draft. What is given makes the document of it, in a thread where it is large. */
  close(): Promise<() => Promise<void>>;
  /** Lets go of the draft without ending it, and leaves none; nothing more can be written. */
  abandon(): void;
}

/** A sheet as it was asked for, its rows in the draft. */
interface WrittenSheet {
  readonly description: SheetDescription;
  readonly rows: readonly Span[];
  readonly end: SheetEnd;
}

/**
 * Opens a workbook, of which the rows and the texts are written in a draft `<chemin>.tmp` as they come. The rest is written by
 * exceljs in the end, in memory: as objects of the library, cells cost five times as much. All that this program knows of it is
 * here; it is loaded only when a workbook is written.
 *
 * @param date day of the edition, `2012-12-13`: the workbook says it was made then, at midnight UTC
 * @throws Error when the file cannot be written
 */
export function createWorkbook(chemin: string, titre: string, date: string): WorkbookDraft {
  const brouillon = new PackageDraft(`${chemin}.tmp`);
  const feuilles: WrittenSheet[] = [];
  const noms = new Map<string, string>();
  const textes = new SharedTexts(brouillon);
  const styles = new UsedStyles();
  return {
    sheet: (description) => {
      const rangees: Span[] = [];
      return new Sheet(description.name, description.title, description.columns, {
        indexOfText: (texte) => textes.index(texte),
        indexOfStyle: (style) => styles.index(style),
        write: (octets) => brouillon.add(rangees, octets),
        close: (fin) => {
          feuilles.push({ description, rows: rangees, end: fin });
        },
      });
    },
    nameCells: (nom, reference) => noms.set(nom, reference),
    breathe: () => setImmediate(),
    close: async () => {
      const partages = textes.close();
      brouillon.close();
      const ecrites = await writeTheRest(feuilles, styles, cellText(titre), new Date(`${date}T00:00:00Z`));
      const parts = completeParts(ecrites, feuilles, noms, styles.names.length);
      parts.set('xl/sharedStrings.xml', partages);
      return () => writePackageAside({ draft: brouillon.path, document: chemin, parts });
    },
    abandon: () => brouillon.abandon(),
  };
}

/** The texts that cells share, written down as they come; each is kept to be found again. */
class SharedTexts {
  readonly #written: Span[] = [];
  readonly #xml: XmlBytes;
  readonly #index = new Map<string, number>();
  /** Those that are not written as they came, by what is written. */
  readonly #changed = new Map<string, number>();
  #count = 0;

  constructor(brouillon: PackageDraft) {
    this.#xml = new XmlBytes((octets) => brouillon.add(this.#written, octets));
  }

  index(texte: string): number {
    const connu = this.#index.get(texte);
    if (connu !== undefined) return connu;
    const ecrit = cellText(texte);
    const index = this.#indexOfWritten(ecrit, ecrit !== texte);
    this.#index.set(texte, index);
    return index;
  }

  /** The part of the package. */
  close(): readonly ZipContent[] {
    this.#xml.flush();
    return sharedTexts(this.#count, this.#written);
  }

  #indexOfWritten(ecrit: string, change: boolean): number {
    const deja = this.#changed.get(ecrit) ?? (change && cellText(ecrit) === ecrit ? this.#index.get(ecrit) : undefined);
    if (deja === undefined) this.#xml.add(Buffer.from(sharedText(ecrit)));
    const index = deja ?? this.#count++;
    if (change) this.#changed.set(ecrit, index);
    return index;
  }
}

/** The looks of cells in the order in which they were first asked for, which is that of their numbers in the workbook. */
class UsedStyles {
  readonly #names: StyleName[] = [];
  /** By what they are: some have the same look under two names. */
  readonly #index = new Map<string, number>();

  /** From 1: 0 is no look at all. */
  index(style: StyleName): number {
    const cle = JSON.stringify(STYLES[style]);
    let index = this.#index.get(cle);
    if (index === undefined) {
      index = this.#names.push(style);
      this.#index.set(cle, index);
    }
    return index;
  }

  get names(): readonly StyleName[] {
    return this.#names;
  }
}

/** Has exceljs write all but the rows and the texts; gives the parts by their names. */
async function writeTheRest(
  feuilles: readonly WrittenSheet[],
  styles: UsedStyles,
  titre: string,
  instant: Date,
): Promise<ReadonlyMap<string, string>> {
  const { default: WorkbookWriter } = await import('exceljs/lib/stream/xlsx/workbook-writer.js');
  const recus: Buffer[] = [];
  const classeur = new WorkbookWriter({
    stream: new Writable({
      write: (octets: Buffer, _, fait) => {
        recus.push(octets);
        fait();
      },
    }),
    useSharedStrings: true,
    useStyles: true,
    zip: { store: true },
  });
  Object.assign(classeur, { created: instant, modified: instant, creator: 'jaune', lastModifiedBy: 'jaune' });
  classeur.title = titre;
  classeur.views = [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  for (const [rang, { description, end: fin }] of feuilles.entries()) {
    const feuille = beginSheet(classeur, description);
    const rangee = feuille.getRow(1);
    rangee.height = 28;
    if (rang === 0) {
      // The workbook has shared texts, and these looks.
      rangee.getCell(1).value = titre;
      for (const [colonne, nom] of styles.names.entries()) rangee.getCell(colonne + 1).style = { ...STYLES[nom] };
    }
    endSheet(feuille, fin);
  }
  await classeur.commit();
  const parties = Object.entries(unzipSync(Buffer.concat(recus)));
  return new Map(parties.map(([nom, octets]) => [nom, Buffer.from(octets).toString('utf8')]));
}

function beginSheet(
  classeur: stream.xlsx.WorkbookWriter,
  {
    name: nom,
    columns: colonnes,
    headRow: rangEntete,
    frozenColumns: colonnesFigees = 0,
    pagesAcross: pagesEnLargeur = 1,
    colour: couleur,
    hidden: masquee,
  }: SheetDescription,
): Worksheet {
  const feuille = classeur.addWorksheet(nom, {
    ...(masquee && { state: 'hidden' as const }),
    ...(couleur !== undefined && { properties: { tabColor: { argb: couleur } } }),
    views: [{ state: 'frozen', xSplit: colonnesFigees, ySplit: rangEntete, activeCell: 'A1', showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: pagesEnLargeur,
      fitToHeight: 0,
      printTitlesRow: `${rangEntete}:${rangEntete}`,
      ...(pagesEnLargeur > 1 && { printTitlesColumn: `A:${columnLetter(Math.max(0, colonnesFigees - 1))}` }),
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&A&RPage &P sur &N' },
  });
  feuille.columns = colonnes.map(({ width: largeur, hidden: cachee = false }) => ({ width: largeur, hidden: cachee }));
  return feuille;
}

function endSheet(
  feuille: Worksheet,
  { filter: filtre, printArea: impression, checks: controles, alerts: alertes = [] }: SheetEnd,
): void {
  if (filtre !== undefined) feuille.autoFilter = filtre;
  // exceljs fixes columns only: LibreOffice takes no area of which the rows are not.
  if (impression !== undefined)
    feuille.pageSetup.printArea = impression.replace(/([A-Z]+)(\d+)/g, (_, lettres, rang) => `${lettres}$${rang}`);
  const regles = [
    ...controles.map((controle) => ({
      ref: controle,
      formule: `${controle}<>"OK"`,
      style: { font: { bold: true, color: { argb: 'FF9C0006' } } },
    })),
    ...alertes.map(({ cellules, formule }) => ({
      ref: cellules,
      formule,
      style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFF8CBAD' } } } as const,
    })),
  ];
  for (const [rang, { ref, formule, style }] of regles.entries())
    feuille.addConditionalFormatting({
      ref,
      rules: [{ type: 'expression', priority: rang + 1, formulae: [formule], style }],
    });
}

/** The parts of the package: those that exceljs wrote, with what is added to them. */
function completeParts(
  ecrites: ReadonlyMap<string, string>,
  feuilles: readonly WrittenSheet[],
  noms: ReadonlyMap<string, string>,
  styles: number,
): Map<string, readonly ZipContent[]> {
  const parts = new Map<string, readonly ZipContent[]>();
  for (const [nom, xml] of ecrites) parts.set(nom, [Buffer.from(xml)]);
  const partie = (nom: string) => ecrites.get(nom) ?? missPart(nom);
  requireStyles(partie('xl/worksheets/sheet1.xml'), styles);
  let tables = 0;
  for (const [rang, { description, rows: rangees, end: fin }] of feuilles.entries()) {
    const nom = `sheet${rang + 1}.xml`;
    const xml = partie(`xl/worksheets/${nom}`);
    parts.set(
      `xl/worksheets/${nom}`,
      completeSheet(xml, { rows: rangees, end: fin, isProtected: description.protected === true }),
    );
    if (fin.table === undefined) continue;
    tables += 1;
    parts.set(`xl/tables/table${tables}.xml`, [Buffer.from(writeTable(tables, fin.table))]);
    parts.set(`xl/worksheets/_rels/${nom}.rels`, [tableRelations(tables)]);
  }
  parts.set('[Content_Types].xml', [completeTypes(partie('[Content_Types].xml'), tables)]);
  parts.set('xl/workbook.xml', [completeWorkbook(partie('xl/workbook.xml'), noms)]);
  return parts;
}

/** The rows were written with numbers of looks: exceljs must have given them the same. */
function requireStyles(xml: string, styles: number): void {
  const rangee = xml.slice(xml.indexOf('<sheetData>'), xml.indexOf('</sheetData>'));
  const numeros = [...rangee.matchAll(/ s="(\d+)"/g)].map(([, numero]) => Number(numero));
  if (numeros.length !== styles || numeros.some((numero, rang) => numero !== rang + 1))
    throw new Error('exceljs a numéroté autrement les styles du classeur');
}

function missPart(nom: string): never {
  throw new Error(`exceljs n’a pas écrit ${nom}`);
}
