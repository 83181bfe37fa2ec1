import { setImmediate } from 'node:timers/promises';
import type { stream } from 'exceljs';
import { FileStream } from '../file-stream.ts';
import { lettre } from './cell.ts';
import { texteDeCellule } from './cell-text.ts';
import { RezipAside } from './rezip-thread.ts';
import { type Colonne, Feuille, type Sortie } from './sheet.ts';
import { finirFeuille, protegerFeuille, type RouagesFeuille } from './sheet-end.ts';
import { type NomStyle, STYLES } from './styles.ts';
import { ecrireTable, type TableDeFeuille } from './table-part.ts';

/** What a sheet is asked for before its rows. */
export interface DescriptionFeuille {
  readonly nom: string;
  readonly titre: string;
  readonly colonnes: readonly Colonne[];
  /** Number of the row that heads the table, below which and right of which nothing scrolls. */
  readonly rangEntete: number;
  readonly colonnesFigees?: number;
  /** Pages across on paper; one by default. */
  readonly pagesEnLargeur?: number;
  /** Colour of the tab, `FFFFD60A`; none by default. */
  readonly couleur?: string;
  /** Not among the tabs; the menu shows it again. */
  readonly masquee?: boolean;
  /** Only the cells that are made to be filled can be changed, until the protection is taken off, without password. */
  readonly protegee?: boolean;
}

/** A workbook being written to disk, sheet after sheet. */
export interface Classeur {
  /** Begins a sheet; its first row is its title. The one before must be closed. */
  feuille(description: DescriptionFeuille): Feuille;
  /** Gives a name to cells, for formulas: `nommer('total', "'Synthèse'!$B$8")`. */
  nommer(nom: string, reference: string): void;
  /** Lets what was written reach the disk; to call now and then in a long sheet. */
  souffler(): Promise<void>;
  /** Ends the draft: the document is there once {@link RezipAside.end} of what is given is done. */
  fermer(): Promise<RezipAside>;
  /** Lets go of the draft without ending it, and leaves none; nothing more can be written. */
  abandonner(): Promise<void>;
}

/** Members of exceljs's streaming writer that its declarations leave out. The package is fixed at 4.4. */
interface Rouages {
  readonly sharedStrings: { add(texte: string): number };
  readonly styles: { addStyleModel(style: object): number };
  readonly zip: { append(contenu: unknown, entree: { name: string }): unknown };
}

/** Characters that may wait to be on disk before rows pause, and how long they may pause. */
const ATTENTE_MAX = 1 << 20;
const TOURS_MAX = 10_000;
const TYPES_DES_PARTIES = '[Content_Types].xml';
const TYPE_TABLE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml';

/**
 * Opens a workbook, written in a draft `<chemin>.tmp`, uncompressed and in no fixed order, of which the document is made. All
 * that this program knows of exceljs is here and in `sheet-end.ts`; it is loaded only when a workbook is written.
 *
 * @param date day of the edition, `2012-12-13`: the workbook says it was made then, at midnight UTC
 * @throws Error when the file cannot be written
 */
export async function ouvrirClasseur(chemin: string, titre: string, date: string): Promise<Classeur> {
  const { default: WorkbookWriter } = await import('exceljs/lib/stream/xlsx/workbook-writer.js');
  const brouillon = `${chemin}.tmp`;
  const compression = new RezipAside(brouillon, chemin);
  const fichier = new FileStream(brouillon, (octets) => compression.follow(octets));
  const panne = new Promise<never>((_, refuser) => fichier.once('error', refuser));
  panne.catch(() => {});
  const classeur = new WorkbookWriter({
    stream: fichier,
    useSharedStrings: true,
    useStyles: true,
    zip: { store: true },
  });
  const instant = new Date(`${date}T00:00:00Z`);
  Object.assign(classeur, { created: instant, modified: instant, creator: 'jaune', lastModifiedBy: 'jaune' });
  classeur.title = texteDeCellule(titre);
  classeur.views = [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  const noms: { name: string; ranges: string[] }[] = [];
  // exceljs keeps an object for each cell of a named range: 10 000 rows under 20 names would be 200 000 of them.
  Object.defineProperty(classeur.definedNames, 'model', { value: noms });

  const rouages = classeur as unknown as Rouages;
  const textes = new Map<string, number>();
  const indexTexte = (texte: string) => {
    let index = textes.get(texte);
    if (index === undefined) {
      index = rouages.sharedStrings.add(texteDeCellule(texte));
      textes.set(texte, index);
    }
    return index;
  };
  const indexStyle = (style: NomStyle) => rouages.styles.addStyleModel(STYLES[style]);
  const declarer = declarerTables(rouages);
  // Nothing is compressed yet: what was sent and is not in the file waits in memory.
  let envoyes = 0;
  const compter = (xml: string | Buffer) => {
    envoyes += xml.length;
  };
  const souffler = async () => {
    for (let tour = 0; tour < TOURS_MAX && envoyes - fichier.bytesWritten > ATTENTE_MAX; tour++) await setImmediate();
    await setImmediate();
  };
  return {
    feuille: (description) => commencerFeuille(classeur, description, { indexTexte, indexStyle, declarer, compter }),
    nommer: (name, reference) => noms.push({ name, ranges: [reference] }),
    souffler: () => Promise.race([souffler(), panne]),
    fermer: async () => {
      await Promise.race([classeur.commit(), panne]);
      return compression;
    },
    abandonner: () => {
      fichier.destroy();
      return compression.abandon();
    },
  };
}

function commencerFeuille(
  classeur: stream.xlsx.WorkbookWriter,
  description: DescriptionFeuille,
  {
    declarer,
    compter,
    ...index
  }: Pick<Sortie, 'indexTexte' | 'indexStyle'> & {
    readonly declarer: (table: TableDeFeuille) => string;
    readonly compter: (xml: string | Buffer) => void;
  },
): Feuille {
  const {
    nom,
    titre,
    colonnes,
    rangEntete,
    colonnesFigees = 0,
    pagesEnLargeur = 1,
    couleur,
    masquee,
    protegee,
  } = description;
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
      ...(pagesEnLargeur > 1 && { printTitlesColumn: `A:${lettre(Math.max(0, colonnesFigees - 1))}` }),
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&A&RPage &P sur &N' },
  });
  feuille.columns = colonnes.map(({ largeur, cachee = false }) => ({ width: largeur, hidden: cachee }));
  const premiere = feuille.addRow([texteDeCellule(titre)]);
  for (const rang of colonnes.keys()) premiere.getCell(rang + 1).style = { ...STYLES.titre };
  premiere.height = 28;
  premiere.commit();
  const rouages = feuille as unknown as RouagesFeuille;
  if (protegee) protegerFeuille(rouages);
  return new Feuille(nom, colonnes, 2, {
    ...index,
    ecrire: (xml) => {
      compter(xml);
      rouages.stream.write(xml);
    },
    clore: (fin) => finirFeuille(feuille, rouages, fin, declarer),
  });
}

/**
 * What makes the part of a table in the archive, and tells its name there. The streaming writer knows no tables: their type
 * is added to the list of parts as it passes.
 */
function declarerTables({ zip }: Rouages): (table: TableDeFeuille) => string {
  let nombre = 0;
  const ajouter = zip.append.bind(zip);
  Object.assign(zip, {
    append: (contenu: unknown, entree: { name: string }) => {
      if (entree.name !== TYPES_DES_PARTIES) return ajouter(contenu, entree);
      const types = Array.from(
        { length: nombre },
        (_, rang) => `<Override PartName="/xl/tables/table${rang + 1}.xml" ContentType="${TYPE_TABLE}"/>`,
      );
      return ajouter(String(contenu).replace('</Types>', `${types.join('')}</Types>`), entree);
    },
  });
  return (table) => {
    nombre += 1;
    ajouter(ecrireTable(nombre, table), { name: `xl/tables/table${nombre}.xml` });
    return `table${nombre}.xml`;
  };
}
