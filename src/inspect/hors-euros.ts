import { clefJuste, FORME_DE_SIRET } from '../domain/codes/siren.ts';

/** Share of the cells that must agree for a column to be something else than euros. */
const PRESQUE_TOUTES = 0.9;
/** Years that files of a budget speak of; amounts may be `2500`. */
const ANNEE_PROCHE = /^(?:19[5-9]\d|20[0-4]\d)$/;
const TELEPHONE = /^(?:\+33\s?|0)[1-9](?:[\s.-]?\d{2}){4}$/;
const DATE_COLLEE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
/** Whole numbers as long as this, and all of one length, are not amounts. */
const CHIFFRES_D_UN_NUMERO = 8;
/** Numbers that go up by no more than this from row to row number the rows, or what they speak of. */
const PAS_D_UN_NUMERO = 3;
const LIGNES_POUR_UNE_SUITE = 6;

/**
 * Why numbers are no euros, by what they are: years, dates, SIREN and SIRET, telephones, numbers in a row, coordinates; nothing
 * when they may be euros.
 * @param montants those of the cells that have the shape of an amount
 */
export function direHorsEuros(remplies: readonly string[], montants: readonly string[]): string | undefined {
  if (remplies.length === 0) return undefined;
  // `2020.0`: what some programs make of whole numbers.
  const cellules = remplies.map((cellule) => cellule.replace(/^(\d+)[.,]0$/, '$1'));
  const presqueToutes = (predicat: (cellule: string) => boolean) =>
    cellules.filter(predicat).length >= cellules.length * PRESQUE_TOUTES;
  if (presqueToutes((cellule) => TELEPHONE.test(cellule))) return 'des numéros de téléphone';
  if (montants.length < cellules.length * PRESQUE_TOUTES) return undefined;
  // `2000` alone is also a round amount.
  if (presqueToutes((cellule) => ANNEE_PROCHE.test(cellule)) && !cellules.every((cellule) => cellule.endsWith('00')))
    return 'des années ; si c’est l’exercice de la ligne, donnez la colonne à exercice';
  const serres = cellules.map((cellule) => cellule.replace(/[\s\u00a0\u202f]/g, ''));
  const entiers = serres.filter((cellule) => /^\d+$/.test(cellule));
  if (entiers.length === serres.length) return direNumeros(serres);
  const fines = montants.filter((cellule) => /[.,]\d{6,}$/.test(cellule)).length;
  return fines >= montants.length / 2 ? 'des coordonnées, ou un calcul' : undefined;
}

/** @param nombres whole numbers, at least one */
function direNumeros(nombres: readonly string[]): string | undefined {
  const part = (predicat: (nombre: string) => boolean) => nombres.filter(predicat).length / nombres.length;
  if (part((nombre) => DATE_COLLEE.test(nombre)) >= PRESQUE_TOUTES) return 'des dates';
  if (part((nombre) => FORME_DE_SIRET.test(nombre) && clefJuste(nombre)) >= PRESQUE_TOUTES)
    return 'des numéros d’entreprise';
  const [premier = ''] = nombres;
  if (
    premier.length >= CHIFFRES_D_UN_NUMERO &&
    part((nombre) => nombre.length === premier.length) >= PRESQUE_TOUTES &&
    !nombres.every((nombre) => nombre.endsWith('000'))
  )
    return 'des numéros';
  return seSuivent(nombres) ? 'des numéros qui se suivent' : undefined;
}

function seSuivent(nombres: readonly string[]): boolean {
  if (nombres.length < LIGNES_POUR_UNE_SUITE) return false;
  let montees = 0;
  for (let rang = 1; rang < nombres.length; rang++) {
    const pas = Number(nombres[rang]) - Number(nombres[rang - 1]);
    if (pas > 0 && pas <= PAS_D_UN_NUMERO) montees += 1;
  }
  return montees >= (nombres.length - 1) * PRESQUE_TOUTES;
}

/** About how much a cell of the shape of an amount is worth: to compare, never to count. */
export function valeurDe(cellule: string): number {
  const net = cellule.replace(/[^\d.,-]/g, '');
  const decimales = /[.,](\d{1,5})$/.exec(net)?.[1] ?? '';
  const entiers = net.slice(0, net.length - (decimales === '' ? 0 : decimales.length + 1)).replace(/\D/g, '');
  return Number(`${entiers || '0'}.${decimales || '0'}`);
}
