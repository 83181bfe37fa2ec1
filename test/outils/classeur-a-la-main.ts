/** Workbooks written by hand, element by element: what no library writes, and what hostile hands may. */
import { strToU8, zipSync } from 'fflate';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What a workbook written by hand holds, as XML. */
export interface ClasseurALaMain {
  /** What is in `<sheetData>`. */
  readonly rangees?: string;
  /** What comes before the rows, and after them. */
  readonly avant?: string;
  readonly apres?: string;
  /** The whole sheet, in place of the above. */
  readonly feuille?: string;
  /** Elements of `<sst>`. */
  readonly textes?: readonly string[];
  /** Formats of numbers, by the style of cells: style 1 is the first one. */
  readonly formats?: readonly string[];
  /** What is in `<workbook>` beside its sheets. */
  readonly classeur?: string;
  /** Attributes of `<sheet>`. */
  readonly attributs?: string;
  /** Links of the workbook beside its own. */
  readonly relations?: readonly (readonly [genre: string, cible: string])[];
  readonly parties?: Readonly<Record<string, string>>;
}

/** The parts of a workbook of which the only sheet is « Une ». */
export function partiesALaMain(ecrit: ClasseurALaMain): Record<string, Uint8Array> {
  const { rangees = '', avant = '', apres = '', textes = [], formats = [], classeur = '', attributs = '' } = ecrit;
  const feuille =
    ecrit.feuille ?? `<worksheet xmlns:r="${RELATIONS}">${avant}<sheetData>${rangees}</sheetData>${apres}</worksheet>`;
  const numFmts = formats.map((code, rang) => `<numFmt numFmtId="${164 + rang}" formatCode="${echapper(code)}"/>`);
  const xfs = formats.map((_, rang) => `<xf numFmtId="${164 + rang}"/>`);
  const relations = [
    ['worksheet', 'worksheets/sheet1.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
    ['styles', 'styles.xml'],
    ...(ecrit.relations ?? []),
  ] as const;
  const parties: Record<string, string> = {
    '_rels/.rels': liens([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><sheets><sheet name="Une" sheetId="1" ${attributs} r:id="r1"/></sheets>${classeur}</workbook>`,
    'xl/_rels/workbook.xml.rels': liens(relations),
    'xl/sharedStrings.xml': `<sst>${textes.join('')}</sst>`,
    'xl/styles.xml': `<styleSheet><numFmts>${numFmts.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': feuille,
    ...ecrit.parties,
  };
  return Object.fromEntries(Object.entries(parties).map(([nom, contenu]) => [nom, strToU8(contenu)]));
}

/** The same, as the bytes of a file. */
export function classeurALaMain(ecrit: ClasseurALaMain): Uint8Array {
  return zipSync(partiesALaMain(ecrit), { level: 1 });
}

/** The links of a part. */
export function liens(relations: readonly (readonly [genre: string, cible: string])[]): string {
  const ecrites = relations.map(
    ([genre, cible], rang) => `<Relationship Id="r${rang + 1}" Type="${RELATIONS}/${genre}" Target="${cible}"/>`,
  );
  return `<Relationships>${ecrites.join('')}</Relationships>`;
}

function echapper(texte: string): string {
  return texte.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
