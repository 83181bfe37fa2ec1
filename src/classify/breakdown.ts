import { additionner, complement, type Fraction, multiplier, UN } from '../domain/fraction.ts';
import type { Geographie } from '../domain/geographie.ts';
import type { Dimension, PartVentilee, Place } from '../domain/verdict.ts';
import type { PartDeDimension } from './rules/rule.ts';

/** The breakdown that was concluded: for each dimension, its values and their shares; a missing one is « non ventilé ». */
export type Ventilation = ReadonlyMap<Dimension, readonly PartDeDimension[]>;

/**
 * The parts of a line: the place's share split over the cells of its breakdown, then the rest. What no value takes in a
 * dimension stays, not broken down, so that the parts always add up to the whole.
 */
export function ventiler(
  place: Place,
  quotePart: Fraction,
  ventilation: Ventilation,
  secteurDeLaLigne: string,
  geographie: Geographie,
): PartVentilee[] {
  const nue = { axe: '', domaine: '', territoire: '', pays: '', secteur: secteurDeLaLigne };
  let cellules = [{ ...nue, part: quotePart }];
  for (const dimension of ['axe', 'domaine', 'secteur'] as const)
    cellules = croiser(cellules, ventilation.get(dimension), (valeur) => ({
      [dimension]: valeur || nue[dimension],
    }));
  cellules = croiser(cellules, ventilation.get('pays'), (pays) => ({
    pays,
    territoire: geographie.pays(pays)?.territoire ?? '',
  }));
  cellules = croiser(cellules, ventilation.get('territoire'), (territoire) => ({ territoire }));
  const parts: PartVentilee[] = cellules.map((cellule) => ({ place, ...cellule }));
  const reste = complement(quotePart);
  if (reste && reste.numerateur > 0) parts.push({ place: 'non_internationale', ...nue, part: reste });
  return parts;
}

type Cellule = Omit<PartVentilee, 'place'>;

function croiser(
  cellules: readonly Cellule[],
  parts: readonly PartDeDimension[] | undefined,
  situer: (valeur: string) => Partial<Cellule>,
): Cellule[] {
  if (parts === undefined) return [...cellules];
  const reste = complement(additionner(parts.map(({ part }) => part)));
  const completes = reste && reste.numerateur > 0 ? [...parts, { valeur: '', part: reste }] : parts;
  return cellules.flatMap((cellule) =>
    completes.map(({ valeur, part }) => ({ ...cellule, ...situer(valeur), part: multiplier(cellule.part, part) })),
  );
}

/** Whether a place is broken down: the others are shown by sector only. */
export function seVentile(place: Place): boolean {
  return place === 'internationale' || place === 'exceptionnelle';
}

/** One value for the whole of a dimension. */
export function entiere(valeur: string): readonly PartDeDimension[] {
  return [{ valeur, part: UN }];
}
