import type { Style } from 'exceljs';

const EUROS = '#,##0.00\\ "€"';
const EUROS_OR_DASH = `${EUROS};\\-${EUROS};"–"`;
const WHOLE = '#,##0';
const PERCENT = '0.0\\ %';
const SHARE = '0.00\\ %';
/** The colours of the page: ink, the yellow of the cover, its paler shade, threads, what is said in a low voice. */
const INK = 'FF1D1A12';
const YELLOW = 'FFFFD60A';
const PALE = 'FFFFF8D6';
const SOFT = 'FF5D584A';
const LINK = 'FF0A4A8C';
const ALERT = 'FF9C2A10';
/** The heads of columns: ink that is easier on the eye, and on the printer, than black. */
const DARK = 'FF38321F';
/** A font without a name is shown with serifs. */
const FONT = { name: 'Calibri', family: 2, size: 11 } as const;
const BOLD = { ...FONT, bold: true } as const;
const solid = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;
const AS_TOTAL = { border: { top: { style: 'thin', color: { argb: INK } } }, fill: solid(PALE) } as const;
const HEAD = { font: { ...BOLD, color: { argb: 'FFFFFFFF' } }, fill: solid(DARK) } as const;
const TOP = { vertical: 'top' } as const;
const TO_THE_RIGHT = { ...TOP, horizontal: 'right' } as const;
/** Texts keep off the numbers that end on their left. */
const TO_THE_LEFT = { ...TOP, horizontal: 'left', indent: 1 } as const;
const WRAPPED = { ...TO_THE_LEFT, wrapText: true } as const;
const LINE = { style: 'thin', color: { argb: 'FFE6D9A8' } } as const;
const PARTED = { bottom: { style: 'hair', color: { argb: 'FFBFBFBF' } } } as const;
const TO_FILL = {
  fill: solid('FFFFF9E5'),
  border: { top: LINE, left: LINE, bottom: LINE, right: LINE },
  protection: { locked: false },
} as const;
const TO_CHANGE = { fill: solid('FFFFF9E5'), border: { left: LINE, bottom: LINE, right: LINE } } as const;
const HEAD_TO_FILL = { font: { ...BOLD, color: { argb: INK } }, fill: solid('FFFFD966') } as const;

/** The colours of tabs, by the look of the cell that shows a sample of each. */
export const TAB_COLOURS = {
  ongletResultat: YELLOW,
  ongletVentilation: 'FFFFEB80',
  ongletDecision: 'FFE8590C',
  ongletDonnees: LINK,
  ongletPiece: 'FF8A8474',
  ongletVolet: 'FF3E7B4F',
} as const;

/** The looks of cells. Amounts are to the cent; the grouping and decimal marks shown are those of the reader's Excel. */
export const STYLES = {
  titre: {
    font: { ...FONT, bold: true, size: 16, color: { argb: INK } },
    fill: solid(YELLOW),
    alignment: { vertical: 'middle', horizontal: 'left', indent: 1 },
  },
  soustitre: { font: { ...FONT, color: { argb: SOFT } }, alignment: TO_THE_LEFT },
  mention: { font: { ...FONT, bold: true, color: { argb: ALERT } }, alignment: TO_THE_LEFT },
  note: { font: { ...FONT, italic: true, size: 10, color: { argb: SOFT } }, alignment: TO_THE_LEFT },
  intertitre: {
    font: { ...FONT, bold: true, size: 13, color: { argb: INK } },
    border: { bottom: { style: 'medium', color: { argb: YELLOW } } },
    alignment: { ...TO_THE_LEFT, vertical: 'bottom' },
  },
  entete: { ...HEAD, alignment: { ...WRAPPED, vertical: 'middle' } },
  enteteNombre: { ...HEAD, alignment: { vertical: 'middle', horizontal: 'right', wrapText: true } },
  /** No look at all: nothing is written for it, which counts over hundreds of thousands of cells. */
  nu: {},
  texte: { alignment: TO_THE_LEFT },
  renvoi: { alignment: WRAPPED },
  renvoiDoux: { font: { ...FONT, color: { argb: SOFT } }, alignment: { ...WRAPPED, indent: 3 } },
  renvoiGras: { font: { ...BOLD, color: { argb: INK } }, alignment: WRAPPED },
  code: { numFmt: '@', alignment: TO_THE_LEFT },
  montant: { numFmt: EUROS, alignment: TOP },
  montantGras: { numFmt: EUROS, font: BOLD, alignment: TOP },
  /** An amount that comes second; nothing is a dash. */
  montantDoux: {
    numFmt: EUROS_OR_DASH,
    font: { ...FONT, color: { argb: SOFT } },
    alignment: TO_THE_RIGHT,
  },
  /** In a two-way table, where most cells are nothing: a dash. */
  montantOuTiret: { numFmt: EUROS_OR_DASH, alignment: TO_THE_RIGHT },
  entier: { numFmt: WHOLE, alignment: TOP },
  /** A number that may have decimals, or none: as it is. */
  decimal: { alignment: TOP },
  /** A number of lines that leads to the first of them. */
  lienEntier: { numFmt: WHOLE, font: { ...FONT, underline: true, color: { argb: LINK } }, alignment: TOP },
  /** A name that leads to what it names. */
  lienTexte: { font: { ...FONT, underline: true, color: { argb: LINK } }, alignment: WRAPPED },
  numero: {
    numFmt: '0',
    font: { ...FONT, color: { argb: SOFT } },
    alignment: { ...TOP, horizontal: 'center' },
  },
  /** The name by which a figure is called: there to be copied, not to be read. */
  nomDeChiffre: { numFmt: '@', font: { ...FONT, size: 9, color: { argb: 'FF8A8474' } }, alignment: TO_THE_LEFT },
  /** The same under a narrow column. */
  nomDeChiffreRenvoi: { numFmt: '@', font: { ...FONT, size: 9, color: { argb: 'FF8A8474' } }, alignment: WRAPPED },
  pourcent: { numFmt: PERCENT, alignment: TO_THE_RIGHT },
  part: { numFmt: SHARE, alignment: TO_THE_RIGHT },
  texteTotal: { ...AS_TOTAL, font: BOLD, alignment: TO_THE_LEFT },
  montantTotal: { ...AS_TOTAL, numFmt: EUROS, font: BOLD, alignment: TOP },
  entierTotal: { ...AS_TOTAL, numFmt: WHOLE, font: BOLD, alignment: TOP },
  pourcentTotal: { ...AS_TOTAL, numFmt: PERCENT, font: BOLD, alignment: TO_THE_RIGHT },
  nomDeChiffreTotal: {
    ...AS_TOTAL,
    numFmt: '@',
    font: { ...FONT, size: 9, color: { argb: 'FF8A8474' } },
    alignment: TO_THE_LEFT,
  },
  controle: {
    numFmt: EUROS,
    font: { ...FONT, italic: true, color: { argb: SOFT } },
    alignment: TO_THE_RIGHT,
  },
  /** Cells of a sheet to be filled that are only read: lined, so that the eye keeps to its row. */
  lu: { alignment: WRAPPED, border: PARTED },
  luReduit: { alignment: { ...TO_THE_LEFT, shrinkToFit: true }, border: PARTED },
  luMontant: { numFmt: EUROS, alignment: TOP, border: PARTED },
  /** Cells to be filled: pale yellow, lined, open in a protected sheet; as text, so that `1/3` is not the first of March. */
  saisie: { ...TO_FILL, numFmt: '@', alignment: WRAPPED },
  saisieDate: { ...TO_FILL, numFmt: 'dd/mm/yyyy', alignment: { ...TOP, horizontal: 'center' } },
  enteteSaisie: { ...HEAD_TO_FILL, alignment: { ...WRAPPED, vertical: 'middle' } },
  enteteSaisieNombre: {
    ...HEAD_TO_FILL,
    alignment: { vertical: 'middle', horizontal: 'right', wrapText: true },
  },
  /** Cells of which a change moves the figures: of the colour of those to be filled, in a sheet that is not protected. */
  modifiable: { ...TO_CHANGE, alignment: TO_THE_LEFT },
  modifiableMontant: { ...TO_CHANGE, numFmt: EUROS, alignment: TOP },
  modifiablePart: { ...TO_CHANGE, numFmt: SHARE, alignment: TO_THE_RIGHT },
  /** Samples of the colours of tabs, for the sheet that says what they mean. */
  ongletResultat: { fill: solid(TAB_COLOURS.ongletResultat) },
  ongletVentilation: { fill: solid(TAB_COLOURS.ongletVentilation) },
  ongletDecision: { fill: solid(TAB_COLOURS.ongletDecision) },
  ongletDonnees: { fill: solid(TAB_COLOURS.ongletDonnees) },
  ongletPiece: { fill: solid(TAB_COLOURS.ongletPiece) },
  ongletVolet: { fill: solid(TAB_COLOURS.ongletVolet) },
} as const satisfies Record<string, Partial<Style>>;
/** The name of a look of cells. */
export type StyleName = keyof typeof STYLES;

/** The look of a column's cell in a total row. */
export function totalStyle(style: StyleName): StyleName {
  if (style.startsWith('montant')) return 'montantTotal';
  if (style === 'entier' || style === 'lienEntier') return 'entierTotal';
  if (style === 'nomDeChiffre') return 'nomDeChiffreTotal';
  return style === 'pourcent' ? 'pourcentTotal' : 'texteTotal';
}

/** The look of a column's head: above numbers, to the right; above what is to be filled or changed, of its colour. */
export function headStyle(style: StyleName | undefined): StyleName {
  if (style === 'modifiableMontant' || style === 'modifiablePart') return 'enteteSaisieNombre';
  if (style?.startsWith('saisie') || style === 'modifiable') return 'enteteSaisie';
  const number =
    style !== undefined && /^(montant|luMontant|entier|decimal|lienEntier|pourcent|part|controle)/.test(style);
  return number ? 'enteteNombre' : 'entete';
}
