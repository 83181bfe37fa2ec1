/** An amount in integer cents. A brand, so that euros or a count of lines never pass for cents. */
export type Montant = number & { readonly [centimes]: true };
declare const centimes: unique symbol;

/** The mark between euros and cents in a source; a source declares one, and the other is then an error. */
export type MarqueDecimale = ',' | '.';

export type Unite = 'euros' | 'milliers';

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
const ESPACES = '[ \\u00a0\\u202f\\u2009]';
const COMPLET = new RegExp(
  `^(\\()?([-\\u2212])?${ESPACES}?(\\d{1,3}(?:${ESPACES}\\d{3})+|\\d+|(?=[.,]\\d))(?:([.,])(\\d+))?${ESPACES}?(?:€)?(\\))?(?:${ESPACES}?€)?$`,
);
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
  const lu = lireNotationComplete(texte, decimale, unite);
  if (lu !== undefined) return { etat: 'lu', montant: lu };
  const decalage = cellule.indexOf(texte);
  const { raison, debut, fin } = expliquerMontant(texte, decimale, unite);
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

/** Why a text is not an amount, in French, with the span at fault (indexes in the text, end excluded). */
export interface RaisonIllisible {
  readonly raison: string;
  readonly debut: number;
  readonly fin: number;
}

type Essai = readonly [motif: RegExp, raison: string];

const ESSAIS: readonly Essai[] = [
  [/#(?:REF|N\/?A|VALEUR|VALUE|DIV\/0|NOM|NAME|NUL)[!?]?/i, 'La cellule porte une erreur de tableur, pas un montant.'],
  [/^p\.?\s?m\.?$/i, '« p.m. » (pour mémoire) n’est pas un montant : écrivez 0 si rien n’est dû.'],
  [
    /\d[\d.,]*\s?E\s?[+-]?\d+/i,
    'Le tableur a réécrit ce nombre en notation scientifique ; il a pu perdre des chiffres.',
  ],
  [/(?<=[\d.,])[Oo]+|[Oo]+(?=[\d.,])/, 'La lettre O se trouve parmi les chiffres, à la place du zéro.'],
  [/(?<=[\d.,])[lI]+|[lI]+(?=[\d.,])/, 'La lettre l ou I se trouve parmi les chiffres, à la place du un.'],
  [/^[-–—\u2212.]+$/, 'Un tiret n’est pas un montant : écrivez 0 s’il s’agit de zéro.'],
  [/(?<=[\d\s])[-\u2212]$/, 'Le signe moins est écrit après le nombre.'],
  [/^\+/, 'Le signe plus ne s’écrit pas devant un montant.'],
  [/[.,]\d*[.,][\d.,]*/, 'Il y a plusieurs marques décimales ou des séparateurs de milliers autres que des espaces.'],
];

/** What is a number but for its marks; `env. 5 000` is not. */
const CHIFFRES_ET_MARQUES = /^[\s\d.,()€\u00a0\u202f\u2212-]+$/;

/**
 * Finds the most useful thing to say of a text that {@link lireMontant} refused: the letter among the digits, the wrong
 * decimal mark, too many decimals… Only explains; never corrects.
 */
export function expliquerMontant(
  texte: string,
  decimale: ',' | '.' | undefined,
  unite: 'euros' | 'milliers',
): RaisonIllisible {
  for (const [motif, raison] of ESSAIS) {
    const trouve = motif.exec(texte);
    if (trouve) return { raison, debut: trouve.index, fin: trouve.index + trouve[0].length };
  }
  const autre = decimale === ',' ? '.' : ',';
  const rang = texte.indexOf(autre);
  if (decimale !== undefined && rang >= 0 && CHIFFRES_ET_MARQUES.test(texte))
    return {
      raison: `La marque décimale déclarée est « ${decimale} », la cellule porte « ${autre} » : si tout le fichier est ainsi, changez decimale dans exercice.yaml.`,
      debut: rang,
      fin: rang + 1,
    };
  const decimalesMax = unite === 'milliers' ? 5 : 2;
  const decimales = /^[-(\u2212]?[\d\s\u00a0\u202f]+[.,](\d+)/.exec(texte);
  if (decimales?.[1] !== undefined && decimales[1].length > decimalesMax)
    return {
      raison: `Il y a plus de ${decimalesMax} décimales : le montant ne tombe pas sur un centime.`,
      debut: decimales[0].length - decimales[1].length,
      fin: decimales[0].length,
    };
  const chiffres = texte.replace(/[.,]\d*/, '').replace(/\D/g, '');
  if (chiffres.length > (unite === 'milliers' ? 10 : 13) && CHIFFRES_ET_MARQUES.test(texte))
    return { raison: 'Le nombre est trop grand pour un montant de budget.', debut: 0, fin: texte.length };
  if (/^[\d\s\u00a0\u202f]+(?:[.,]\d+)?$/.test(texte))
    return { raison: 'Les espaces ne séparent pas des groupes de trois chiffres.', debut: 0, fin: texte.length };
  return { raison: 'Ce n’est pas un nombre.', debut: 0, fin: texte.length };
}
