import { type Montant, montant } from '../argent/montant.ts';

/** Narrow no-break space: separates thousands and precedes units in French typography. */
const FINE = '\u202f';
/** Minus sign proper, as wide as a digit. */
const MOINS = '\u2212';

/** The units in which amounts are shown. */
export type UniteAffichage = 'euros' | 'milliers' | 'millions';

export const LIBELLES_UNITES: Readonly<Record<UniteAffichage, string>> = {
  euros: '€',
  milliers: 'k€',
  millions: 'M€',
};

const CENTIMES_PAR_RANG: Readonly<Record<UniteAffichage, { pas: number; decimales: number }>> = {
  euros: { pas: 1, decimales: 2 },
  milliers: { pas: 100_000, decimales: 0 },
  millions: { pas: 100_000, decimales: 3 },
};

/** `1 234,56 €`, to the cent. Written here rather than with `Intl`, whose output changes between versions of Node. */
export function formaterEuros(valeur: Montant): string {
  return `${formaterNombre(valeur, 2)}${FINE}€`;
}

/** `46,190 M€`: millions at three decimals, rounded half away from zero, as the published synthesis of 2012. */
export function formaterMillions(valeur: Montant): string {
  return `${formaterNombre(arrondir(valeur, 100_000), 3)}${FINE}M€`;
}

/** From here on prose tells an amount in millions: a million euros, in cents. */
const UN_MILLION = 100_000_000;
/** From here on one decimal is enough. */
const DIX_MILLIONS = 10 * UN_MILLION;
/** `,00` at the end of a round amount, before its unit. */
const CENTIMES_NULS = /,00(?=\D*$)/;

/**
 * An amount as prose tells it, at three digits or so: `46,2 M€` from ten million on, `9,72 M€` from one; under it `50 500 €`,
 * `1 234,56 €` where there are cents. What would round to a million is told in euros.
 */
export function direMontant(valeur: Montant): string {
  const absolu = Math.abs(valeur);
  if (absolu < UN_MILLION) return formaterEuros(valeur).replace(CENTIMES_NULS, '');
  const decimales = absolu < DIX_MILLIONS ? 2 : 1;
  return `${formaterNombre(arrondir(valeur, UN_MILLION / 10 ** decimales), decimales)}${FINE}M€`;
}

/** A difference as prose tells it, always signed but for none: `+1,25 M€`. */
export function direEcart(ecart: Montant): string {
  return `${ecart > 0 ? '+' : ''}${direMontant(ecart)}`;
}

/** `46 190 k€`: thousands, rounded half away from zero. */
export function formaterMilliers(valeur: Montant): string {
  return `${formaterNombre(arrondir(valeur, 100_000), 0)}${FINE}k€`;
}

/** An amount in the unit of `formater`; in euros where that would say nothing of it: `−420 €`, never `0,000 M€`. */
export function sansLeTaire(formater: (valeur: Montant) => string): (valeur: Montant) => string {
  return (valeur) => (valeur !== 0 && arrondir(valeur, 100_000) === 0 ? direMontant(valeur) : formater(valeur));
}

/** A whole number with its thousands separated: `1 500`. */
export function formaterEntier(valeur: number): string {
  return formaterNombre(valeur, 0);
}

/** A number and its noun, agreed as French does: `0 ligne`, `1 ligne`, `2 lignes`. */
export function accord(nombre: number, nom: string): string {
  return `${formaterEntier(nombre)} ${nom}${Math.abs(nombre) >= 2 ? 's' : ''}`;
}

/** Names in a row: `a`, `a et b`, `a, b et c`. */
export function enumerer(noms: readonly string[]): string {
  return noms.length < 2 ? noms.join('') : `${noms.slice(0, -1).join(', ')} et ${noms.at(-1)}`;
}

/** The share of a whole as a percentage at one decimal, `79,0 %`; a dash when the whole is zero. */
export function formaterPourcentage(partie: number, tout: number): string {
  if (tout === 0) return '–';
  return `${formaterNombre(arrondir(partie * 1000, tout), 1)}${FINE}%`;
}

/** A column of amounts rounded for display, and whether the rounded parts fail to add up to the rounded total. */
export interface ColonneArrondie {
  readonly valeurs: readonly string[];
  readonly total: string;
  /** The sentence to print under the column, when there is something to say. */
  readonly note?: string;
}

/**
 * Rounds a column and its total for display. Parts are never bent to make the sum fall right: when it does not, a note
 * says by how much.
 */
export function formaterColonne(montants: readonly Montant[], unite: UniteAffichage): ColonneArrondie {
  const { pas, decimales } = CENTIMES_PAR_RANG[unite];
  const ecrire = (rang: number) => formaterNombre(rang, decimales);
  const arrondis = montants.map((valeur) => arrondir(valeur, pas));
  const total = arrondir(montant(montants.reduce<number>((somme, valeur) => somme + valeur, 0)), pas);
  const ecart = arrondis.reduce((somme, valeur) => somme + valeur, 0) - total;
  const colonne = { valeurs: arrondis.map(ecrire), total: ecrire(total) };
  if (ecart === 0) return colonne;
  return {
    ...colonne,
    note: `Les montants sont arrondis séparément : leur somme diffère du total affiché de ${ecrire(Math.abs(ecart))}${FINE}${LIBELLES_UNITES[unite]}.`,
  };
}

/** An integer number of the last shown rank, written in French: `formaterNombre(123456, 2)` is `1 234,56`. */
function formaterNombre(rangs: number, decimales: number): string {
  const chiffres = String(Math.abs(rangs)).padStart(decimales + 1, '0');
  const coupe = chiffres.length - decimales;
  let premiers = coupe % 3 || 3;
  let entiers = chiffres.slice(0, premiers);
  for (; premiers < coupe; premiers += 3) entiers += FINE + chiffres.slice(premiers, premiers + 3);
  const signe = rangs < 0 ? MOINS : '';
  return `${signe}${entiers}${decimales > 0 ? `,${chiffres.slice(coupe)}` : ''}`;
}

/** Integer division rounded half away from zero; exact beyond 2^53 through big integers. */
export function arrondir(valeur: number, pas: number): number {
  if (pas === 1) return valeur;
  const absolu = BigInt(Math.abs(valeur));
  const diviseur = BigInt(Math.abs(pas));
  const quotient = Number((absolu * 2n + diviseur) / (diviseur * 2n));
  return valeur < 0 !== pas < 0 && quotient !== 0 ? -quotient : quotient;
}

/** Elements of a list written out; the others are counted. */
const ELEMENTS_MAX = 4;
const LONGUEUR_MAX = 60;

/** A text between French quotation marks, cut when it is long; nothing is said to be nothing. */
export function citerValeur(texte: string): string {
  if (texte === '') return 'rien';
  const lettres = [...texte];
  return `« ${lettres.length > LONGUEUR_MAX ? `${lettres.slice(0, LONGUEUR_MAX).join('')}…` : texte} »`;
}

/** The first elements, joined, and how many there are more. */
export function enumererLesPremiers<T>(elements: readonly T[], ecrire: (element: T) => string, lien: string): string {
  const reste = elements.length - ELEMENTS_MAX;
  const ecrits = elements.slice(0, ELEMENTS_MAX).map(ecrire).join(lien);
  return reste > 0 ? `${ecrits}${lien.trimEnd()} … (${formaterEntier(reste)} de plus)` : ecrits;
}
