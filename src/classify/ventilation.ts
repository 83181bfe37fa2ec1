import { additionner, complement, type Fraction, multiplier } from '../domain/argent/fraction.ts';
import { estMontantExact, type Part } from '../domain/argent/part.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import type { PartDeDimension } from '../domain/verdict/dimension.ts';
import { type Cellule, DIMENSIONS, type Dimension, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import type { PartVentilee, Place } from '../domain/verdict/verdict.ts';

/** The breakdown that was concluded: for each dimension, its values and their shares; a missing one is « non ventilé ». */
export type Ventilation = ReadonlyMap<Dimension, readonly PartDeDimension[]>;

/** Where the money of a line that is broken down by nothing stands, and how countries give territories. */
export interface Situation {
  readonly secteurDeLaLigne: string;
  readonly geographie: Geographie;
}

/** A value of a dimension and the fraction of the whole that it takes; the empty value is what no other takes. */
interface FractionDeDimension {
  readonly valeur: string;
  readonly part: Fraction;
}

const PREMIERES: readonly Dimension[] = ['axe', 'domaine', 'secteur', 'pays', 'territoire'];
/** The order in which dimensions are crossed: it says which part takes an odd cent. A line has a country or a territory, never both. */
const ORDRE = [...PREMIERES, ...DIMENSIONS.filter((dimension) => !PREMIERES.includes(dimension))];

/** The dimensions that a breakdown speaks of, in the order in which they are crossed. */
export function dimensionsDe(ventilation: Ventilation): readonly Dimension[] {
  return ORDRE.filter((dimension) => ventilation.has(dimension));
}

/** Whether nothing but fractions is asked: then lines alike have the same parts, whatever their amounts. */
export function estEnFractions(quotePart: Part, ventilation: Ventilation): quotePart is Fraction {
  if (estMontantExact(quotePart)) return false;
  for (const parts of ventilation.values()) if (parts.some(({ part }) => estMontantExact(part))) return false;
  return true;
}

/**
 * The parts of a line: the place's share split over the cells of its breakdown, then the rest. What no value takes in a
 * dimension stays, not broken down, so that the parts always add up to the whole.
 * @throws RangeError on an exact amount, which means nothing without the line: see `exact-parts.ts`
 */
export function ventiler(
  place: Place,
  quotePart: Fraction,
  ventilation: Ventilation,
  situation: Situation,
): PartVentilee[] {
  const nue = celluleNue(situation);
  let cellules: (Cellule & { readonly part: Fraction })[] = [{ ...nue, part: quotePart }];
  for (const dimension of dimensionsDe(ventilation)) {
    const parts = completer((ventilation.get(dimension) ?? []).map(enFraction));
    cellules = cellules.flatMap((cellule) =>
      parts.map(({ valeur, part }) => ({
        ...cellule,
        ...situer(dimension, valeur, situation),
        part: multiplier(cellule.part, part),
      })),
    );
  }
  const parts: PartVentilee[] = cellules.map((cellule) => ({ place, ...cellule }));
  const reste = complement(quotePart);
  if (reste && reste.numerateur > 0) parts.push({ place: 'non_internationale', ...nue, part: reste });
  return parts;
}

function enFraction({ valeur, part }: PartDeDimension): FractionDeDimension {
  if (estMontantExact(part)) throw new RangeError('un montant exact n’est pas une fraction');
  return { valeur, part };
}

/** The values of a dimension with what none of them takes, so that they make the whole. */
export function completer(parts: readonly FractionDeDimension[]): readonly FractionDeDimension[] {
  const reste = complement(additionner(parts.map(({ part }) => part)));
  return reste && reste.numerateur > 0 ? [...parts, { valeur: '', part: reste }] : parts;
}

const VIDE = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, ''])) as Cellule;

/** The cell of what is not broken down: its own sector and nothing else. */
export function celluleNue({ secteurDeLaLigne }: Situation): Cellule {
  return { ...VIDE, secteur: secteurDeLaLigne };
}

/** What a value of a dimension makes of a cell: a country gives its territory, and no sector leaves the line's own. */
export function situer(
  dimension: Dimension,
  valeur: string,
  { secteurDeLaLigne, geographie }: Situation,
): Partial<Cellule> {
  if (dimension === 'pays') return { pays: valeur, territoire: geographie.pays(valeur)?.territoire ?? '' };
  return { [dimension]: dimensionDecrite(dimension).deLaLigne ? valeur || secteurDeLaLigne : valeur };
}
