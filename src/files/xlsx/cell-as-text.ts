import { ecrireJour, ecrireJourIso } from './day-text.ts';
import { ecrireDecimal } from './decimal-text.ts';
import type { LecteurDeCellules } from './read-cell.ts';
import type { FormatLu } from './read-formats.ts';

/** What is wrong with a cell of a source. */
export type DefautDeCellule =
  /** An error of the spreadsheet, in the words of Excel in French: `#REF!`, `#VALEUR!`; or what no cell of Excel holds. */
  | { readonly type: 'erreur'; readonly contenu: string }
  /** A formula whose result the file does not hold: a program wrote it that does not calculate. */
  | { readonly type: 'formule_sans_resultat'; readonly formule: string }
  /** A cell merged into another, which alone shows something. */
  | { readonly type: 'fusion'; readonly plage: string };

/** How a source writes what is not text. */
export interface EcritureDeCellule {
  readonly decimale: ',' | '.';
  readonly depuis1904: boolean;
}

/** A cell of which something is wrong, and what it shows. */
export interface CelluleFautive {
  readonly texte: string;
  readonly defaut: DefautDeCellule;
}

/** The file keeps errors in English, whatever the language of whoever sees them. */
const ERREURS: Readonly<Record<string, string>> = {
  '#VALUE!': '#VALEUR!',
  '#NAME?': '#NOM?',
  '#NULL!': '#NUL!',
  '#NUM!': '#NOMBRE!',
};
const BOOLEENS: Readonly<Record<string, string>> = { 1: 'VRAI', true: 'VRAI', 0: 'FAUX', false: 'FAUX' };
/** What Excel shows of a date that it cannot show. */
const DIESES = '########';
/** What is written already as it is to be written, and has no digit too many. */
const SIMPLE = /^(?:-?[1-9]\d{0,11}|0)(?:\.\d{0,2}[1-9])?$/;
const NOMBRE = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i;

/**
 * A cell as the text that an officer would see and type, its look apart:
 * - a number keeps its value, with the 15 digits of Excel: neither rounded to the decimals that are shown, nor grouped, nor
 *   divided as by `# ##0, "k€"`; a percentage stays the fraction that it is, 0,3 for 30 %;
 * - whole numbers shown with zeros before them keep them: `048`;
 * - days are `2012-11-06`, times `14:30:00`, booleans `VRAI` or `FAUX`;
 * - texts are those of the file, spaces and line ends included;
 * - a formula without result is shown itself, `=D3*2`: as an empty text it could pass for nothing.
 */
export function celluleEnTexte(cellule: LecteurDeCellules, ecriture: EcritureDeCellule): string | CelluleFautive {
  const { formule, aUnResultat } = cellule;
  const type = cellule.type();
  const contenu = cellule.contenu();
  // An empty text is a result, that formulas often give; an empty number is none.
  if (formule !== undefined && (!aUnResultat || (contenu === '' && type !== 'texte')))
    return { texte: `=${formule}`, defaut: { type: 'formule_sans_resultat', formule } };
  if (contenu === '' || type === 'texte') return contenu;
  const nu = contenu.trim();
  switch (type) {
    case 'booleen':
      return BOOLEENS[nu] ?? fautive(nu);
    case 'jour':
      return ecrireJourIso(nu) ?? fautive(nu);
    case 'nombre':
      return ecrireNombre(nu, cellule.format, ecriture);
    default:
      return fautive(ERREURS[nu] ?? nu);
  }
}

function ecrireNombre(nu: string, format: FormatLu, { decimale, depuis1904 }: EcritureDeCellule) {
  if (nu === '') return '';
  if (SIMPLE.test(nu) && format.genre !== 'date' && format.zeros === undefined) return nu.replace('.', decimale);
  const nombre = NOMBRE.test(nu) ? Number(nu) : Number.NaN;
  // `NaN`, or a text that a program took for a number: Excel refuses such files, others read on.
  if (!Number.isFinite(nombre)) return fautive(nu);
  if (format.genre === 'date') return ecrireJour(nombre, format, depuis1904) ?? fautive(DIESES);
  const ecrit = ecrireDecimal(nombre, decimale);
  if (format.zeros === undefined || !/^\d+$/.test(ecrit)) return ecrit;
  return ecrit.padStart(format.zeros, '0');
}

function fautive(contenu: string): CelluleFautive {
  return { texte: contenu, defaut: { type: 'erreur', contenu } };
}
