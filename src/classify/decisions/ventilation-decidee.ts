import { UN } from '../../domain/argent/fraction.ts';
import type { PartDeDimension } from '../../domain/verdict/dimension.ts';
import { type Dimension, dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import type { Ventilation } from '../ventilation.ts';
import type { DecisionLue } from './decision.ts';

/** One value for the whole of a dimension, or several where a decision may say them. */
export function partsDecidees(dimension: Dimension, valeur: string): readonly PartDeDimension[] {
  return dimensionDecrite(dimension).texte?.parts(valeur) ?? [{ valeur, part: UN }];
}

/** What a decision says by itself of where its line goes. */
export function ventilationDecidee({ dimensions }: Pick<DecisionLue, 'dimensions'>): Ventilation {
  return new Map([...dimensions].map(([dimension, valeur]) => [dimension, partsDecidees(dimension, valeur)]));
}
