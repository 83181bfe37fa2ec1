import type { Style } from 'exceljs';

const EUROS = '#,##0.00\\ "€"';
const ENTIER = '#,##0';
const POURCENT = '0.0\\ %';
const FONCE = 'FF1F3A5F';
/** A font without a name is shown with serifs. */
const POLICE = { name: 'Calibri', family: 2, size: 11 } as const;
const GRAS = { ...POLICE, bold: true } as const;
const FILET = { top: { style: 'thin', color: { argb: FONCE } } } as const;
const ENTETE = {
  font: { ...GRAS, color: { argb: 'FFFFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: FONCE } },
} as const;
const HAUT = { vertical: 'top' } as const;
/** Texts keep off the numbers that end on their left. */
const A_GAUCHE = { ...HAUT, horizontal: 'left', indent: 1 } as const;
const RENVOI = { ...A_GAUCHE, wrapText: true } as const;
const TRAIT = { style: 'thin', color: { argb: 'FFE6D9A8' } } as const;
const SEPARE = { bottom: { style: 'hair', color: { argb: 'FFBFBFBF' } } } as const;
const SAISIE = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF9E5' } },
  border: { top: TRAIT, left: TRAIT, bottom: TRAIT, right: TRAIT },
  protection: { locked: false },
} as const;

/** The looks of cells. Amounts are to the cent; the grouping and decimal marks shown are those of the reader's Excel. */
export const STYLES = {
  titre: { font: { ...POLICE, bold: true, size: 16, color: { argb: FONCE } } },
  soustitre: { font: { ...POLICE, color: { argb: 'FF444444' } } },
  mention: { font: { ...POLICE, bold: true, color: { argb: 'FF9C3D00' } } },
  note: { font: { ...POLICE, italic: true, size: 10, color: { argb: 'FF444444' } } },
  intertitre: { font: { ...POLICE, bold: true, size: 12, color: { argb: FONCE } } },
  entete: { ...ENTETE, alignment: { ...RENVOI, vertical: 'middle' } },
  enteteNombre: { ...ENTETE, alignment: { vertical: 'middle', horizontal: 'right', wrapText: true } },
  /** No look at all: nothing is written for it, which counts over hundreds of thousands of cells. */
  nu: {},
  texte: { alignment: A_GAUCHE },
  renvoi: { alignment: RENVOI },
  renvoiGras: { font: { ...GRAS, color: { argb: FONCE } }, alignment: RENVOI },
  code: { numFmt: '@', alignment: A_GAUCHE },
  montant: { numFmt: EUROS, alignment: HAUT },
  montantGras: { numFmt: EUROS, font: GRAS, alignment: HAUT },
  /** In a two-way table, where most cells are nothing: a dash. */
  montantOuTiret: { numFmt: `${EUROS};\\-${EUROS};"–"`, alignment: { ...HAUT, horizontal: 'right' } },
  entier: { numFmt: ENTIER, alignment: HAUT },
  numero: {
    numFmt: '0',
    font: { ...POLICE, color: { argb: 'FF707070' } },
    alignment: { ...HAUT, horizontal: 'center' },
  },
  pourcent: { numFmt: POURCENT, alignment: { ...HAUT, horizontal: 'right' } },
  texteTotal: { font: GRAS, border: FILET, alignment: A_GAUCHE },
  montantTotal: { numFmt: EUROS, font: GRAS, border: FILET, alignment: HAUT },
  entierTotal: { numFmt: ENTIER, font: GRAS, border: FILET, alignment: HAUT },
  pourcentTotal: { numFmt: POURCENT, font: GRAS, border: FILET, alignment: { ...HAUT, horizontal: 'right' } },
  controle: { numFmt: EUROS, font: { ...POLICE, italic: true }, alignment: { ...HAUT, horizontal: 'right' } },
  /** Cells of a sheet to be filled that are only read: lined, so that the eye keeps to its row. */
  lu: { alignment: RENVOI, border: SEPARE },
  luReduit: { alignment: { ...A_GAUCHE, shrinkToFit: true }, border: SEPARE },
  luMontant: { numFmt: EUROS, alignment: HAUT, border: SEPARE },
  /** Cells to be filled: pale yellow, lined, open in a protected sheet; as text, so that `1/3` is not the first of March. */
  saisie: { ...SAISIE, numFmt: '@', alignment: RENVOI },
  saisieDate: { ...SAISIE, numFmt: 'dd/mm/yyyy', alignment: { ...HAUT, horizontal: 'center' } },
  enteteSaisie: {
    font: { ...GRAS, color: { argb: FONCE } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFD966' } },
    alignment: { ...RENVOI, vertical: 'middle' },
  },
} as const satisfies Record<string, Partial<Style>>;
/** The name of a look of cells. */
export type NomStyle = keyof typeof STYLES;

/** The look of a column's cell in a total row. */
export function styleDeTotal(style: NomStyle): NomStyle {
  if (style.startsWith('montant')) return 'montantTotal';
  if (style === 'entier') return 'entierTotal';
  return style === 'pourcent' ? 'pourcentTotal' : 'texteTotal';
}

/** The look of a column's head: above numbers, to the right; above what is to be filled, of its colour. */
export function styleDEntete(style: NomStyle | undefined): NomStyle {
  if (style?.startsWith('saisie')) return 'enteteSaisie';
  const nombre = style !== undefined && /^(montant|luMontant|entier|pourcent|controle)/.test(style);
  return nombre ? 'enteteNombre' : 'entete';
}
