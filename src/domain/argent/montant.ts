import { expliquerMontant } from './expliquer-montant.ts';
import type { MarqueDesMilliers, NotationMontant, Unite } from './notation-montant.ts';

/** An amount in integer cents. A brand, so that euros or a count of lines never pass for cents. */
export type Montant = number & { readonly [centimes]: true };
declare const centimes: unique symbol;

/** What a cell holds: an amount, nothing, or something that is not an amount, with the span at fault in the cell. */
export type LectureMontant =
  | { readonly etat: 'lu'; readonly montant: Montant }
  | { readonly etat: 'absent' }
  | { readonly etat: 'illisible'; readonly raison: string; readonly debut: number; readonly fin: number };

const ABSENT: LectureMontant = { etat: 'absent' };
const ESPACES = '[ \\u00a0\\u202f\\u2000-\\u200a]';
const COMPLET = formeComplete(`(?:${ESPACES}\\d{3})+`, '[.,]');
/** The same, where a mark parts thousands too: the other one is then before cents. */
const AVEC_MILLIERS: Readonly<Record<MarqueDesMilliers, RegExp>> = {
  '.': formeComplete(`(?:(?:${ESPACES}\\d{3})+|(?:\\.\\d{3})+)`, ','),
  ',': formeComplete(`(?:(?:${ESPACES}\\d{3})+|(?:,\\d{3})+)`, '\\.'),
};

/** @param groupes what follows the first figures of a number whose thousands are parted */
function formeComplete(groupes: string, decimale: string): RegExp {
  return new RegExp(
    `^(\\()?([-\\u2212])?${ESPACES}?(\\d{1,3}${groupes}|\\d+|(?=${decimale}\\d))(?:(${decimale})(\\d+))?${ESPACES}?(?:€)?(\\))?(?:${ESPACES}?€)?$`,
  );
}

/** How an amount may be written, white space around it aside. */
export const FORME_DE_MONTANT: RegExp = COMPLET;
const CHIFFRES_MAX = 13;
/** Far beyond any amount, however it is written: what tells notations apart takes long on long texts. */
const LONGUEUR_MAX = 200;
/** Digits up to which a plain number of euros, or of thousands of euros, surely counts in safe cents. */
const CHIFFRES_SIMPLES = { euros: 13, milliers: 8 } as const;
const ZERO = 0x30;
const VIRGULE = 0x2c;
const POINT = 0x2e;
const MOINS = 0x2d;

export const NUL: Montant = montant(0);

/**
 * Brands a number of cents.
 * @throws RangeError when it is not a safe integer: beyond, doubles stop counting cents one by one
 */
export function montant(nombreDeCentimes: number): Montant {
  if (!Number.isSafeInteger(nombreDeCentimes)) throw new RangeError(`montant hors limites : ${nombreDeCentimes}`);
  return (nombreDeCentimes === 0 ? 0 : nombreDeCentimes) as Montant;
}

/** An amount without its sign. */
export function valeurAbsolue(centimes: Montant): Montant {
  return montant(Math.abs(centimes));
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
  const { unite = 'euros' } = notation;
  const simple = lireNotationSimple(cellule, notation);
  if (simple !== undefined) return { etat: 'lu', montant: simple };
  const texte = cellule.trim();
  if (texte === '') return ABSENT;
  if (texte.length > LONGUEUR_MAX)
    return {
      etat: 'illisible',
      raison: 'Ce n’est pas un nombre.',
      debut: 0,
      fin: Math.min(cellule.length, LONGUEUR_MAX),
    };
  const lu = lireNotationComplete(texte, notation, unite);
  if (lu !== undefined) return { etat: 'lu', montant: lu };
  const decalage = cellule.indexOf(texte);
  const { raison, debut, fin } = expliquerMontant(texte, notation);
  return { etat: 'illisible', raison, debut: decalage + debut, fin: decalage + fin };
}

/**
 * Reads the notation that most cells have, and nothing else: digits, then two decimals or none, with a minus sign or none.
 * What it reads, {@link lireMontant} reads alike.
 */
export function lireNotationSimple(
  cellule: string,
  { decimale, unite = 'euros' }: NotationMontant,
): Montant | undefined {
  const { length } = cellule;
  const negatif = cellule.charCodeAt(0) === MOINS;
  const premier = negatif ? 1 : 0;
  let valeur = 0;
  let rang = premier;
  for (; rang < length; rang++) {
    const chiffre = cellule.charCodeAt(rang) - ZERO;
    if (chiffre < 0 || chiffre > 9) break;
    valeur = valeur * 10 + chiffre;
  }
  const chiffres = rang - premier;
  if (chiffres === 0 || chiffres > CHIFFRES_SIMPLES[unite]) return undefined;
  let cents = valeur * 100;
  if (rang < length) {
    const marque = cellule.charCodeAt(rang);
    if (length - rang !== 3 || (marque !== VIRGULE && marque !== POINT)) return undefined;
    if (decimale !== undefined && decimale.charCodeAt(0) !== marque) return undefined;
    const dixiemes = cellule.charCodeAt(rang + 1) - ZERO;
    const centiemes = cellule.charCodeAt(rang + 2) - ZERO;
    if (dixiemes < 0 || dixiemes > 9 || centiemes < 0 || centiemes > 9) return undefined;
    cents += dixiemes * 10 + centiemes;
  }
  if (unite === 'milliers') cents *= 1000;
  return (negatif && cents !== 0 ? -cents : cents) as Montant;
}

function lireNotationComplete(
  texte: string,
  { decimale, milliers }: NotationMontant,
  unite: Unite,
): Montant | undefined {
  const trouve = (milliers === undefined ? COMPLET : AVEC_MILLIERS[milliers]).exec(texte);
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
