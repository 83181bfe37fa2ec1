import { posix } from 'node:path';
import { MAX_PARTS } from './archive.ts';
import { type NumberFormat, readFormats } from './read-formats.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { readEscapes, visitXml } from './xml.ts';

/** A sheet of a workbook, as its table of contents names it. */
export interface NamedSheet {
  readonly name: string;
  /** Hidden by hand, or so that only a macro shows it. */
  readonly hidden: boolean;
  /** Its part in the archive; nothing when the workbook does not say which. */
  readonly part: string | undefined;
  /** Whether it has cells: a sheet may also be one chart, or one dialog. */
  readonly hasCells: boolean;
}

/** What a workbook says of itself; its sheets are not read yet. */
export interface OpenedWorkbook {
  readonly sheets: readonly NamedSheet[];
  /** Whether its days count from 1904, as Excel for Mac once did. */
  readonly since1904: boolean;
  /** Whether results of formulas are only worked out when somebody asks: those in the file may be old. */
  readonly manualCalculation: boolean;
  /** Other workbooks that its formulas lean on. */
  readonly externalLinks: number;
  /** The texts that its cells share. */
  readonly texts: readonly string[];
  readonly formats: readonly NumberFormat[];
}

/**
 * Opens a workbook from its parts.
 * @param part gives a part by its name
 * @throws UnreadableWorkbook when the parts are those of something else
 */
export function openWorkbook(part: (name: string) => Uint8Array | undefined): OpenedWorkbook {
  const root = [...readRelations(part('_rels/.rels'), '').values()].find(({ target }) =>
    /workbook[^/]*\.xml$/i.test(target),
  )?.target;
  const workbook = root === undefined ? undefined : part(root);
  if (root === undefined || workbook === undefined) throw new UnreadableWorkbook('sans_classeur');
  const relations = readRelations(part(relationsPart(root)), posix.dirname(root));
  const all = [...relations.values()];
  const annex = (kind: string) =>
    part(
      (all.find((relation) => relation.kind === kind) ?? all.find(({ target }) => target.endsWith(`${kind}.xml`)))
        ?.target ?? '',
    );
  const { sheets, since1904, manualCalculation } = readContents(workbook);
  if (sheets.length > MAX_PARTS) throw new UnreadableWorkbook('trop_gros', `plus de ${MAX_PARTS} feuilles`);
  return {
    since1904,
    manualCalculation,
    externalLinks: all.filter(({ kind }) => kind === 'externalLink').length,
    texts: readSharedTexts(annex('sharedStrings')),
    formats: readFormats(annex('styles')),
    sheets: sheets.map(({ name, link, hidden }) => {
      const relation = relations.get(link);
      return {
        name,
        hidden,
        part: relation?.target,
        hasCells: !/chart|dialog|macro/i.test(relation?.kind ?? ''),
      };
    }),
  };
}

function readContents(bytes: Uint8Array) {
  const sheets: { name: string; link: string; hidden: boolean }[] = [];
  let since1904 = false;
  let manualCalculation = false;
  visitXml(bytes, {
    open({ name, attribute, prefixedAttribute }) {
      if (name === 'sheet')
        sheets.push({
          name: attribute('name') ?? '',
          link: prefixedAttribute('id') ?? '',
          hidden: /hidden/i.test(attribute('state') ?? ''),
        });
      else if (name === 'workbookPr') since1904 = attribute('date1904') === '1' || attribute('date1904') === 'true';
      else if (name === 'calcPr') manualCalculation = attribute('calcMode') === 'manual';
    },
    text() {},
    close() {},
  });
  return { sheets, since1904, manualCalculation };
}

/** The texts that cells share, their runs of different looks put end to end, without the readings of Japanese. */
export function readSharedTexts(bytes: Uint8Array | undefined): readonly string[] {
  const texts: string[] = [];
  let current = '';
  let inText = false;
  let inReading = false;
  if (bytes)
    visitXml(bytes, {
      open({ name }) {
        if (name === 'si') current = '';
        else if (name === 'rPh') inReading = true;
        else if (name === 't') inText = true;
      },
      text(text) {
        if (inText && !inReading) current += text;
      },
      close(name) {
        if (name === 'si') texts.push(readEscapes(current));
        else if (name === 'rPh') inReading = false;
        else if (name === 't') inText = false;
      },
    });
  return texts;
}

/** A part of the archive that another part leans on. */
export interface Relation {
  /** Name of the part. */
  readonly target: string;
  /** What it is for, the last word of its address: `worksheet`, `sharedStrings`; the same in strict files. */
  readonly kind: string;
}

/**
 * What a part leans on, by the identifier of the link. Links out of the archive are left aside: none is ever followed.
 * @param bytes part that holds the links; nothing when there is none
 * @param folder folder of the part that leans
 */
export function readRelations(bytes: Uint8Array | undefined, folder: string): ReadonlyMap<string, Relation> {
  const found = new Map<string, Relation>();
  if (bytes)
    visitXml(bytes, {
      open({ name, attribute }) {
        const target = attribute('Target') ?? '';
        if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
        const type = attribute('Type') ?? '';
        found.set(attribute('Id') ?? '', {
          target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
          kind: type.slice(type.lastIndexOf('/') + 1),
        });
        if (found.size > MAX_PARTS) throw new UnreadableWorkbook('trop_gros', `plus de ${MAX_PARTS} parties`);
      },
      text() {},
      close() {},
    });
  return found;
}

/** Where the links of a part stand: `xl/_rels/workbook.xml.rels`. */
export function relationsPart(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}
