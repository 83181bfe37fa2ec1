import type { Style } from 'exceljs';

const EUROS = '#,##0.00\\ "€"';
const EUROS_OU_TIRET = `${EUROS};\\-${EUROS};"–"`;
const ENTIER = '#,##0';
const POURCENT = '0.0\\ %';
const PART = '0.00\\ %';
/** The colours of the page: ink, the yellow of the cover, its paler shade, threads, what is said in a low voice. */
const ENCRE = 'FF1D1A12';
const JAUNE = 'FFFFD60A';
const PALE = 'FFFFF8D6';
const DISCRET = 'FF5D584A';
const LIEN = 'FF0A4A8C';
const ALERTE = 'FF9C2A10';
/** The heads of columns: ink that is easier on the eye, and on the printer, than black. */
const FONCE = 'FF38321F';
/** A font without a name is shown with serifs. */
const POLICE = { name: 'Calibri', family: 2, size: 11 } as const;
const GRAS = { ...POLICE, bold: true } as const;
const plein = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;
const EN_TOTAL = { border: { top: { style: 'thin', color: { argb: ENCRE } } }, fill: plein(PALE) } as const;
const ENTETE = { font: { ...GRAS, color: { argb: 'FFFFFFFF' } }, fill: plein(FONCE) } as const;
const HAUT = { vertical: 'top' } as const;
const A_DROITE = { ...HAUT, horizontal: 'right' } as const;
/** Texts keep off the numbers that end on their left. */
const A_GAUCHE = { ...HAUT, horizontal: 'left', indent: 1 } as const;
const RENVOI = { ...A_GAUCHE, wrapText: true } as const;
const TRAIT = { style: 'thin', color: { argb: 'FFE6D9A8' } } as const;
const SEPARE = { bottom: { style: 'hair', color: { argb: 'FFBFBFBF' } } } as const;
const SAISIE = {
  fill: plein('FFFFF9E5'),
  border: { top: TRAIT, left: TRAIT, bottom: TRAIT, right: TRAIT },
  protection: { locked: false },
} as const;
const MODIFIABLE = { fill: plein('FFFFF9E5'), border: { left: TRAIT, bottom: TRAIT, right: TRAIT } } as const;
const ENTETE_SAISIE = { font: { ...GRAS, color: { argb: ENCRE } }, fill: plein('FFFFD966') } as const;

/** The colours of tabs, by the look of the cell that shows a sample of each. */
export const TAB_COLOURS = {
  ongletResultat: JAUNE,
  ongletVentilation: 'FFFFEB80',
  ongletDecision: 'FFE8590C',
  ongletDonnees: LIEN,
  ongletPiece: 'FF8A8474',
} as const;

/** The looks of cells. Amounts are to the cent; the grouping and decimal marks shown are those of the reader's Excel. */
export const STYLES = {
  titre: {
    font: { ...POLICE, bold: true, size: 16, color: { argb: ENCRE } },
    fill: plein(JAUNE),
    alignment: { vertical: 'middle', horizontal: 'left', indent: 1 },
  },
  soustitre: { font: { ...POLICE, color: { argb: DISCRET } }, alignment: A_GAUCHE },
  mention: { font: { ...POLICE, bold: true, color: { argb: ALERTE } }, alignment: A_GAUCHE },
  note: { font: { ...POLICE, italic: true, size: 10, color: { argb: DISCRET } }, alignment: A_GAUCHE },
  intertitre: {
    font: { ...POLICE, bold: true, size: 13, color: { argb: ENCRE } },
    border: { bottom: { style: 'medium', color: { argb: JAUNE } } },
    alignment: { ...A_GAUCHE, vertical: 'bottom' },
  },
  entete: { ...ENTETE, alignment: { ...RENVOI, vertical: 'middle' } },
  enteteNombre: { ...ENTETE, alignment: { vertical: 'middle', horizontal: 'right', wrapText: true } },
  /** No look at all: nothing is written for it, which counts over hundreds of thousands of cells. */
  nu: {},
  texte: { alignment: A_GAUCHE },
  renvoi: { alignment: RENVOI },
  renvoiDoux: { font: { ...POLICE, color: { argb: DISCRET } }, alignment: { ...RENVOI, indent: 3 } },
  renvoiGras: { font: { ...GRAS, color: { argb: ENCRE } }, alignment: RENVOI },
  code: { numFmt: '@', alignment: A_GAUCHE },
  montant: { numFmt: EUROS, alignment: HAUT },
  montantGras: { numFmt: EUROS, font: GRAS, alignment: HAUT },
  /** An amount that comes second; nothing is a dash. */
  montantDoux: {
    numFmt: EUROS_OU_TIRET,
    font: { ...POLICE, color: { argb: DISCRET } },
    alignment: A_DROITE,
  },
  /** In a two-way table, where most cells are nothing: a dash. */
  montantOuTiret: { numFmt: EUROS_OU_TIRET, alignment: A_DROITE },
  entier: { numFmt: ENTIER, alignment: HAUT },
  /** A number of lines that leads to the first of them. */
  lienEntier: { numFmt: ENTIER, font: { ...POLICE, underline: true, color: { argb: LIEN } }, alignment: HAUT },
  numero: {
    numFmt: '0',
    font: { ...POLICE, color: { argb: DISCRET } },
    alignment: { ...HAUT, horizontal: 'center' },
  },
  /** The name by which a figure is called: there to be copied, not to be read. */
  nomDeChiffre: { numFmt: '@', font: { ...POLICE, size: 9, color: { argb: 'FF8A8474' } }, alignment: A_GAUCHE },
  /** The same under a narrow column. */
  nomDeChiffreRenvoi: { numFmt: '@', font: { ...POLICE, size: 9, color: { argb: 'FF8A8474' } }, alignment: RENVOI },
  pourcent: { numFmt: POURCENT, alignment: A_DROITE },
  part: { numFmt: PART, alignment: A_DROITE },
  texteTotal: { ...EN_TOTAL, font: GRAS, alignment: A_GAUCHE },
  montantTotal: { ...EN_TOTAL, numFmt: EUROS, font: GRAS, alignment: HAUT },
  entierTotal: { ...EN_TOTAL, numFmt: ENTIER, font: GRAS, alignment: HAUT },
  pourcentTotal: { ...EN_TOTAL, numFmt: POURCENT, font: GRAS, alignment: A_DROITE },
  nomDeChiffreTotal: {
    ...EN_TOTAL,
    numFmt: '@',
    font: { ...POLICE, size: 9, color: { argb: 'FF8A8474' } },
    alignment: A_GAUCHE,
  },
  controle: {
    numFmt: EUROS,
    font: { ...POLICE, italic: true, color: { argb: DISCRET } },
    alignment: A_DROITE,
  },
  /** Cells of a sheet to be filled that are only read: lined, so that the eye keeps to its row. */
  lu: { alignment: RENVOI, border: SEPARE },
  luReduit: { alignment: { ...A_GAUCHE, shrinkToFit: true }, border: SEPARE },
  luMontant: { numFmt: EUROS, alignment: HAUT, border: SEPARE },
  /** Cells to be filled: pale yellow, lined, open in a protected sheet; as text, so that `1/3` is not the first of March. */
  saisie: { ...SAISIE, numFmt: '@', alignment: RENVOI },
  saisieDate: { ...SAISIE, numFmt: 'dd/mm/yyyy', alignment: { ...HAUT, horizontal: 'center' } },
  enteteSaisie: { ...ENTETE_SAISIE, alignment: { ...RENVOI, vertical: 'middle' } },
  enteteSaisieNombre: {
    ...ENTETE_SAISIE,
    alignment: { vertical: 'middle', horizontal: 'right', wrapText: true },
  },
  /** Cells of which a change moves the figures: of the colour of those to be filled, in a sheet that is not protected. */
  modifiable: { ...MODIFIABLE, alignment: A_GAUCHE },
  modifiableMontant: { ...MODIFIABLE, numFmt: EUROS, alignment: HAUT },
  modifiablePart: { ...MODIFIABLE, numFmt: PART, alignment: A_DROITE },
  /** Samples of the colours of tabs, for the sheet that says what they mean. */
  ongletResultat: { fill: plein(TAB_COLOURS.ongletResultat) },
  ongletVentilation: { fill: plein(TAB_COLOURS.ongletVentilation) },
  ongletDecision: { fill: plein(TAB_COLOURS.ongletDecision) },
  ongletDonnees: { fill: plein(TAB_COLOURS.ongletDonnees) },
  ongletPiece: { fill: plein(TAB_COLOURS.ongletPiece) },
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
  const nombre = style !== undefined && /^(montant|luMontant|entier|lienEntier|pourcent|part|controle)/.test(style);
  return nombre ? 'enteteNombre' : 'entete';
}
