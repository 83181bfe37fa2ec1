import { ecourter } from '../../domain/textes/texte.ts';
import type { ZipContent } from '../zip/write-zip.ts';
import { cellText } from './cell-text.ts';
import type { CellExpectation, CellLink, DataBars, SheetEnd } from './sheet.ts';
import { escapeAttribute } from './table-part.ts';

/**
 * What exceljs cannot do in a stream, or does where Excel does not look for it, added to the parts that it wrote: rows as bytes,
 * protections, bars behind cells, whose colour it does not take, what cells expect, links inside the workbook, tables, charts, page breaks, codes that are no numbers, names of cells.
 */

/** `0` is what is allowed: filters, widths and heights stay free, since they change nothing of what is read. */
const PROTECTION =
  '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TABLE_LINK = 'rId1';
const DRAWING_LINK = 'rId2';
/** The types of the parts that exceljs does not write, by the folder where they are. */
const TYPES = {
  tables: 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml',
  drawings: 'application/vnd.openxmlformats-officedocument.drawing+xml',
  charts: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
} as const;
/** What Excel shows of the tip of a link. */
const TIP_LENGTH = 255;

/** What is added to a sheet. */
export interface SheetAdditions {
  /** The rows, which take the place of those that exceljs wrote. */
  readonly rows: readonly ZipContent[];
  readonly end: SheetEnd;
  readonly isProtected: boolean;
}

/** A sheet with what is added to it, each thing at the place that the format sets. */
export function completeSheet(xml: string, { rows, end, isProtected }: SheetAdditions): readonly ZipContent[] {
  const first = placeOf(xml, '<sheetData>') + '<sheetData>'.length;
  const last = placeOf(xml, '</sheetData>');
  const afterRows = last + '</sheetData>'.length;
  const margins = placeOf(xml, '<pageMargins');
  const closing = placeOf(xml, '</worksheet>');
  const tail = [
    xml.slice(last, afterRows),
    isProtected ? PROTECTION : '',
    xml.slice(afterRows, margins),
    dataBars(end.bars ?? []),
    validations(end.expectations ?? []),
    links(end.links),
    xml.slice(margins, closing),
    pageBreaks(end.pageBreaks ?? []),
    tolerances(end.codes ?? []),
    end.charts === undefined ? '' : `<drawing r:id="${DRAWING_LINK}"/>`,
    end.table === undefined ? '' : `<tableParts count="1"><tablePart r:id="${TABLE_LINK}"/></tableParts>`,
    xml.slice(closing),
  ];
  return [Buffer.from(xml.slice(0, first)), ...rows, Buffer.from(tail.join(''))];
}

/** What a part leans on: the kind and the address of each, by the name of the link. */
export type Relations = Readonly<Record<string, readonly [kind: string, target: string]>>;

/** What a sheet leans on, by the numbers that its table and its drawing have in the workbook. */
export function relationsOfSheet({ table, drawing }: { table?: number; drawing?: number }): Relations {
  return {
    ...(table !== undefined && { [TABLE_LINK]: ['table', `../tables/table${table}.xml`] as const }),
    ...(drawing !== undefined && { [DRAWING_LINK]: ['drawing', `../drawings/drawing${drawing}.xml`] as const }),
  };
}

/** The part that says what another leans on. */
export function writeRelations(relations: Relations): ZipContent {
  const elements = Object.entries(relations).map(
    ([link, [kind, target]]) => `<Relationship Id="${link}" Type="${RELATION}/${kind}" Target="${target}"/>`,
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${elements.join('')}</Relationships>`,
  );
}

/** The list of the types of parts, with those that are added. */
export function completeTypes(xml: string, added: Iterable<string>): ZipContent {
  const types = [...added].flatMap((name) => {
    const [, folder] = /^xl\/(tables|drawings|charts)\/[^/]+$/.exec(name) ?? [];
    return folder === undefined
      ? []
      : [`<Override PartName="/${name}" ContentType="${TYPES[folder as keyof typeof TYPES]}"/>`];
  });
  const end = placeOf(xml, '</Types>');
  return Buffer.from(xml.slice(0, end) + types.join('') + xml.slice(end));
}

/** The workbook with names for cells, before those of the areas to print. */
export function completeWorkbook(xml: string, names: ReadonlyMap<string, string>): ZipContent {
  const place = placeOf(xml, '<definedNames>') + '<definedNames>'.length;
  const written = [...names].map(
    ([name, reference]) => `<definedName name="${name}">${escaped(reference)}</definedName>`,
  );
  return Buffer.from(xml.slice(0, place) + written.join('') + xml.slice(place));
}

/** A text among those that cells share. */
export function sharedText(text: string): string {
  return `<si><t${/^\s|\n|\s$/.test(text) ? ' xml:space="preserve"' : ''}>${escaped(text)}</t></si>`;
}

/** The texts that cells share, by how many they are. */
export function sharedTexts(count: number, texts: readonly ZipContent[]): readonly ZipContent[] {
  const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${count}" uniqueCount="${count}">`;
  return [Buffer.from(head), ...texts, Buffer.from('</sst>')];
}

function placeOf(xml: string, what: string): number {
  const place = xml.indexOf(what);
  if (place < 0) throw new Error(`exceljs n’a pas écrit ${what}`);
  return place;
}

const TO_ESCAPE = /[&<>"']/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return text.replace(TO_ESCAPE, (sign) => ENTITIES[sign] ?? sign);
}

/** After those of the conditional formats that exceljs wrote. */
const FIRST_PRIORITY = 1_000_001;
const BAR_COLOUR = 'FFFFD60A';

function dataBars(bars: readonly DataBars[]): string {
  return bars
    .map(
      ({ cells, full }, index) =>
        `<conditionalFormatting sqref="${cells}"><cfRule type="dataBar" priority="${FIRST_PRIORITY + index}"><dataBar><cfvo type="num" val="0"/><cfvo type="num" val="${full}"/><color rgb="${BAR_COLOUR}"/></dataBar></cfRule></conditionalFormatting>`,
    )
    .join('');
}

function validations(expected: readonly CellExpectation[]): string {
  if (expected.length === 0) return '';
  const elements = expected
    .toSorted((left, right) => (left.cells < right.cells ? -1 : 1))
    .map(({ cells, list, condition, refusal, help }) => {
      const formula = list ?? condition;
      const attributes = [
        formula === undefined ? '' : ` type="${list === undefined ? 'custom' : 'list'}" allowBlank="1"`,
        help ? ` showInputMessage="1" promptTitle="${escaped(help.title)}" prompt="${escaped(help.message)}"` : '',
        refusal
          ? ` showErrorMessage="1" errorTitle="${escaped(refusal.title)}" error="${escaped(refusal.message)}"`
          : '',
        ` sqref="${cells}"`,
      ].join('');
      return formula === undefined
        ? `<dataValidation${attributes}/>`
        : `<dataValidation${attributes}><formula1>${escaped(formula)}</formula1></dataValidation>`;
    });
  return `<dataValidations count="${elements.length}">${elements.join('')}</dataValidations>`;
}

/** Links inside the workbook: a place rather than an address, so that no part of the archive speaks of them. */
function links(wanted: readonly CellLink[]): string {
  if (wanted.length === 0) return '';
  const elements = wanted.map(({ cell, target, tip: tipInFull }) => {
    const tip = ecourter(tipInFull, TIP_LENGTH);
    return `<hyperlink ref="${cell}" location="${escapeAttribute(target)}" tooltip="${escapeAttribute(cellText(tip))}"/>`;
  });
  return `<hyperlinks>${elements.join('')}</hyperlinks>`;
}

/** Where a page of paper ends whatever fits on it, after these rows. */
function pageBreaks(rows: readonly number[]): string {
  if (rows.length === 0) return '';
  const elements = rows.map((row) => `<brk id="${row}" max="16383" man="1"/>`);
  return `<rowBreaks count="${rows.length}" manualBreakCount="${rows.length}">${elements.join('')}</rowBreaks>`;
}

/** Codes are numbers written as texts on purpose: `048` is not 48, and Excel need not point at each. */
function tolerances(codes: readonly string[]): string {
  return codes.length === 0
    ? ''
    : `<ignoredErrors><ignoredError sqref="${codes.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`;
}
