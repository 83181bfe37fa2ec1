import type { Base } from '../../domain/argent/base.ts';
import type { Fraction } from '../../domain/argent/fraction.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import { type Affectation, centimesDesParts } from '../../domain/lignes/affectation.ts';
import { amountFormula, asEuros, type Cell, type Formula } from '../../files/xlsx/cell.ts';
import { COLONNES, dans, enLignes, NOMS } from './noms.ts';

/** What the last part of a line says of its share: what the others leave. */
export const RESTE = 'reste';

/** How the sheet works out the euros of a part from those of the line. */
export interface PartAppliquee {
  /** The share, a number or a division; {@link RESTE}; empty when an exact amount was written. */
  readonly part: Cell;
  /** In cents. */
  readonly exact: Montant | undefined;
  /** What largest remainders give beyond the rounding of the share, in cents: nothing, or one cent. */
  readonly centime: number;
}

/** Terms that formulas may write, and that doubles hold. */
const TERME_MAX = 1_000_000_000n;
const DECIMALES = 1_000_000n;

/**
 * How the sheet works out one part. The last part of a line is what the others leave, so that they always make it, whatever
 * is changed in the workbook; the others are the share of the line rounded to the cent, corrected by the cent that the
 * compile gave otherwise where a line has three parts or more.
 */
export function partAppliquee({ verdict, montant, montants }: Affectation, rang: number): PartAppliquee {
  const { parts } = verdict;
  const ventilee = parts[rang];
  const centimes = montants[rang] ?? montant;
  if (ventilee === undefined || parts.length === 1) return { part: 1, exact: undefined, centime: 0 };
  if (rang === parts.length - 1) return { part: RESTE, exact: undefined, centime: 0 };
  if (ventilee.partEcrite !== undefined) return { part: undefined, exact: centimes, centime: 0 };
  const { part } = ventilee;
  return { part: nombreDe(part), exact: undefined, centime: centimes - arrondi(montant, part) };
}

/** A number where it is exact in writing, `30 %`; else the division, `1/3`. */
function nombreDe({ numerateur, denominateur }: Fraction): number | Formula {
  const nombre = Number(numerateur) / Number(denominateur);
  const fini = (numerateur * DECIMALES) % denominateur === 0n;
  if (fini || numerateur > TERME_MAX || denominateur > TERME_MAX) return nombre;
  return { formula: `${numerateur}/${denominateur}`, result: nombre };
}

/** Between two shares that are one: less than a cent of any line. */
const MEME_PART = '0.0000000001';

/**
 * A part on another base than the edition's, which follows its share: the cents of the edition while the share is the one
 * that was compiled, whatever the rounding; else that share of what the line is on the base, to the cent.
 */
export function partSurUneBase({ verdict, ligne }: Affectation, rang: number, base: Base): Formula | undefined {
  const total = ligne.montants[base];
  const ventilee = verdict.parts[rang];
  if (total === undefined || ventilee === undefined) return undefined;
  const centimes = centimesDesParts(verdict, total)[rang] ?? total;
  const euros = asEuros(total);
  const prise = `ROUND(${euros}*${NOMS.partPrise},2)`;
  if (verdict.parts.length === 1) return amountFormula(prise, centimes);
  // Two parts make the line to the cent: the last is what the other leaves.
  const laissee = `ROUND(${euros}-ROUND(${euros}*(1-${NOMS.partPrise}),2),2)`;
  const suivie = rang === verdict.parts.length - 1 ? laissee : prise;
  const compilee = nombreDe(ventilee.part);
  const ecrite = typeof compilee === 'object' ? compilee.formula : `${compilee}`.toUpperCase();
  return amountFormula(`IF(ABS(${NOMS.partPrise}-${ecrite})<${MEME_PART},${asEuros(centimes)},${suivie})`, centimes);
}

/**
 * The formula of {@link NOMS.partPrise}. A name rather than a column, which would be twice as heavy as all that it serves.
 * @param ici the cell of a column of `Parts` on the row of the formula
 */
export function formuleDePartPrise(ici: (colonne: string) => string): string {
  const [part, exact, ligne] = [ici(COLONNES.part), ici(COLONNES.exact), ici(COLONNES.ligne)];
  const entier = `INDEX(${enLignes(COLONNES.montant)},${ici(COLONNES.place)})`;
  // An exact amount is the share that it makes of the line on the base of the edition.
  const enPart = (euros: string) => `IF(${entier}=0,0,${euros}/${entier})`;
  const deLaLigne = `${dans(COLONNES.ligne)},${ligne}`;
  const autres = `SUMIFS(${dans(COLONNES.part)},${deLaLigne},${dans(COLONNES.exact)},"=")`;
  const exactes = enPart(`SUMIFS(${dans(COLONNES.exact)},${deLaLigne})`);
  const reste = `IF(${part}="${RESTE}",1-${autres}-${exactes},0)`;
  return `IF(ISNUMBER(${exact}),${enPart(exact)},IF(ISNUMBER(${part}),${part},${reste}))`;
}

/** As spreadsheets round: half a cent goes away from zero. */
function arrondi(centimes: Montant, { numerateur, denominateur }: Fraction): number {
  const double = (BigInt(Math.abs(centimes)) * numerateur * 2n + denominateur) / (denominateur * 2n);
  return centimes < 0 ? -Number(double) : Number(double);
}

/** What the sheet accepts as a share, for the cell at an address. */
export function conditionDePart(cellule: string): string {
  return `OR(${cellule}="${RESTE}",AND(ISNUMBER(${cellule}),${cellule}>=0,${cellule}<=1))`;
}

/** What the formula of a part by its own gives, in euros. */
export function resultatFixe({ part: appliquee }: PartAppliquee, centimes: Montant): number {
  return appliquee === RESTE ? 0 : asEuros(centimes);
}

/** Says in one line how to change a share; for the tip beside the cell. */
export const AIDE_PART = `Une part entre 0 % et 100 %, ou « ${RESTE} » : ce que les autres parts de la ligne laissent. Ce qu’une part unique ne prend pas devient non international.`;
