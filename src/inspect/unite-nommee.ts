import { plier } from '../domain/textes/texte.ts';

/** Units of money that may be named, the first one that is found being the one: `millions d’euros` are no euros. */
const UNITES = [
  ['milliers', 'k ?€|k ?eur(?:os?)?|ke|milliers?'],
  ['millions d’euros', 'm ?€|m ?eur(?:os?)?|mio|millions?'],
  ['milliards d’euros', 'md ?€|mds ?€|milliards?'],
  ['euros', '€|eur(?:os?)?'],
  ['centimes', 'c€|centimes?'],
  ['francs CFA', 'f ?cfa|cfa|francs? cfa|xof|xaf'],
  ['francs suisses', 'chf|francs? suisses?'],
  ['francs', 'kf|mf|ff|frf|francs?'],
  ['dirhams', 'mad|dh|dirhams?'],
  ['dollars', String.raw`\$|us\$|usd|dollars?`],
  ['livres sterling', '£|gbp'],
] as const satisfies readonly (readonly [string, string])[];
export type UniteNommee = (typeof UNITES)[number][0];

/** A unit that amounts cannot be read in. */
export type UniteIllisible = Exclude<UniteNommee, 'euros' | 'milliers'>;

const SEULE = UNITES.map(([unite, mots]) => [unite, new RegExp(`(?<![a-z0-9])(?:${mots})(?![a-z0-9€])`)] as const);
/** What comes before the unit of all the amounts, where a text may well speak of `3 millions d’arbres`. */
const AVANT = String.raw`(?:^|[(\[:,;]|\ben|\bunites?|\bmontants?|\bsommes|\bchiffres)[\s(:]*`;
const ANNONCEE = UNITES.map(([unite, mots]) => [unite, new RegExp(`${AVANT}(?:${mots})(?![a-z0-9€])`)] as const);
const LONGUEUR_LUE = 200;

/** The unit that the title of a column names. */
export function uniteNommee(titre: string): UniteNommee | undefined {
  return premiere(titre, SEULE);
}

/** The unit that a text around a table says its amounts are in. */
export function uniteAnnoncee(texte: string): UniteNommee | undefined {
  return premiere(texte, ANNONCEE);
}

export function estIllisible(unite: UniteNommee | undefined): unite is UniteIllisible {
  return unite !== undefined && unite !== 'euros' && unite !== 'milliers';
}

function premiere(texte: string, formes: readonly (readonly [UniteNommee, RegExp])[]): UniteNommee | undefined {
  // A hyphen alone folds to a space.
  const plie = plier(texte.slice(0, LONGUEUR_LUE).replace(/\s[–—-]\s/g, ' : '));
  return formes.find(([, forme]) => forme.test(plie))?.[0];
}
