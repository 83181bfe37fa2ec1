import { expliquerMontant } from './montant-illisible.ts';

/** An amount in integer cents. A brand, so that euros or a count of lines never pass for cents. */
export type Montant = number & { readonly [centimes]: true };
declare const centimes: unique symbol;

/** The mark between euros and cents in a source; a source declares one, and the other is then an error. */
export type MarqueDecimale = ',' | '.';

/** The unit in which a source writes its amounts. */
export type Unite = 'euros' | 'milliers';

/** How a source writes its amounts. */
export interface NotationMontant {
  /** Only this decimal mark is accepted; both are when absent. */
  readonly decimale?: MarqueDecimale;
  /** `milliers`: `12,5` means 12 500,00 €. Defaults to `euros`. */
  readonly unite?: Unite;
}

/** What a cell holds: an amount, nothing, or something that is not an amount, with the span at fault in the cell. */
export type LectureMontant =
  | { readonly etat: 'lu'; readonly montant: Montant }
  | { readonly etat: 'absent' }
  | { readonly etat: 'illisible'; readonly raison: string; readonly debut: number; readonly fin: number };

const ABSENT: LectureMontant = { etat: 'absent' };
const SIMPLE = /^-?\d{1,13}(?:[.,]\d{2})?$/;
const ESPACES = '[ \\u00a0\\u202f\\u2009]';
const COMPLET = new RegExp(
  `^(\\()?([-\\u2212])?${ESPACES}?(\\d{1,3}(?:${ESPACES}\\d{3})+|\\d+|(?=[.,]\\d))(?:([.,])(\\d+))?${ESPACES}?(?:€)?(\\))?(?:${ESPACES}?€)?$`,
);
/** How an amount may be written, white space around it aside. */
export const FORME_DE_MONTANT: RegExp = COMPLET;
const CHIFFRES_MAX = 13;
/** Far beyond any amount, however it is written: what tells notations apart takes long on long texts. */
const LONGUEUR_MAX = 200;
/** Length up to which a plain notation in thousands of euros surely counts in safe cents. */
const LONGUEUR_SIMPLE_MILLIERS = 10;

/** Zero euros. */
export const NUL: Montant = montant(0);

/**
 * Brands a number of cents.
 * @throws RangeError when it is not a safe integer: beyond, doubles stop counting cents one by one
 */
export function montant(nombreDeCentimes: number): Montant {
  if (!Number.isSafeInteger(nombreDeCentimes)) throw new RangeError(`montant hors limites : ${nombreDeCentimes}`);
  return (nombreDeCentimes === 0 ? 0 : nombreDeCentimes) as Montant;
}

/** The sum of amounts, exact or refused. */
export function somme(montants: Iterable<Montant>): Montant {
  let total = 0;
  for (const element of montants) total += element;
  return montant(total);
}

/**
 * Reads an amount, exactly, from French or plain notation: `1 234,56` (plain, no-break or narrow no-break spaces),
 * `-12,00`, `(12,00)`, `12.00`, `,50` (as databases export it), with or without a trailing `€`. An empty cell is absent,
 * not zero; anything else is unreadable, never zero.
 */
export function lireMontant(cellule: string, notation: NotationMontant = {}): LectureMontant {
  const { decimale, unite = 'euros' } = notation;
  if (SIMPLE.test(cellule) && (unite === 'euros' || cellule.length <= LONGUEUR_SIMPLE_MILLIERS)) {
    const rangMarque = cellule.length - 3;
    const marque = cellule.length > 3 ? cellule[rangMarque] : undefined;
    const aUneMarque = marque === ',' || marque === '.';
    if (!aUneMarque || decimale === undefined || decimale === marque) {
      const cents = aUneMarque
        ? Number(cellule.slice(0, rangMarque) + cellule.slice(rangMarque + 1))
        : Number(cellule) * 100;
      return { etat: 'lu', montant: montant(unite === 'milliers' ? cents * 1000 : cents) };
    }
  }
  const texte = cellule.trim();
  if (texte === '') return ABSENT;
  if (texte.length > LONGUEUR_MAX)
    return {
      etat: 'illisible',
      raison: 'Ce n’est pas un nombre.',
      debut: 0,
      fin: Math.min(cellule.length, LONGUEUR_MAX),
    };
  const lu = lireNotationComplete(texte, decimale, unite);
  if (lu !== undefined) return { etat: 'lu', montant: lu };
  const decalage = cellule.indexOf(texte);
  const { raison, debut, fin } = expliquerMontant(texte, decimale, unite);
  return { etat: 'illisible', raison, debut: decalage + debut, fin: decalage + fin };
}

function lireNotationComplete(texte: string, decimale: MarqueDecimale | undefined, unite: Unite): Montant | undefined {
  const trouve = COMPLET.exec(texte);
  if (!trouve) return undefined;
  const [, ouvrante, moins, entiers = '', marque, decimales = '', fermante] = trouve;
  if ((ouvrante === undefined) !== (fermante === undefined) || (ouvrante && moins)) return undefined;
  if (texte.split('€').length > 2) return undefined;
  if (marque !== undefined && decimale !== undefined && marque !== decimale) return undefined;
  const rangCentime = unite === 'milliers' ? 5 : 2;
  const utiles = decimales.slice(0, rangCentime).padEnd(rangCentime, '0');
  const perdues = decimales.slice(rangCentime);
  // Three decimals may be the thousands of a foreign notation: `12,500` is not read as 12,50.
  if (/[1-9]/.test(perdues) || (unite === 'euros' && decimales.length === 3)) return undefined;
  const chiffres = `${entiers.replace(/\D/g, '')}${utiles}`.replace(/^0+(?=\d)/, '');
  if (chiffres.length > CHIFFRES_MAX + 2) return undefined;
  const valeur = Number(chiffres);
  return montant(ouvrante || moins ? -valeur : valeur);
}
