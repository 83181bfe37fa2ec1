import { composerCle } from '../../domain/cle-composee.ts';
import type { Lieu } from '../../domain/constat.ts';
import type { PlaceDecidee } from '../../domain/decision-ecrite.ts';
import { comparer } from '../../domain/ordre.ts';
import { ecrirePart, estLeTout, type Part } from '../../domain/part.ts';
import { type Dimension, LIBELLES_PLACES } from '../../domain/verdict.ts';

/** What a person decided of one line, tied to what the line was. */
export interface DecisionLue {
  /** `sources/culture.csv:214`. */
  readonly ref: string;
  readonly empreinte: string;
  readonly place: PlaceDecidee;
  readonly quotePart: Part;
  readonly cle: string;
  readonly dimensions: ReadonlyMap<Dimension, string>;
  readonly motif: string;
  readonly auteur: string;
  readonly date: string;
}

/** A decision in its file. */
export interface Decision extends DecisionLue {
  readonly lieu: Lieu;
  /** Day of the decision that replaced this one, which is then history; empty while it holds. */
  readonly remplaceeLe: string;
}

/** Whether two decisions put a line in the same place, for the same share, in the same cells: their reasons may differ. */
export function concluentPareil(gauche: DecisionLue, droite: DecisionLue): boolean {
  return cleDeConclusion(gauche) === cleDeConclusion(droite);
}

function cleDeConclusion({ place, quotePart, dimensions }: DecisionLue): string {
  const cellules = [...dimensions].map(([dimension, valeur]) => `${dimension}=${valeur}`).sort(comparer);
  return composerCle(place, ecrirePart(quotePart), ...cellules);
}

/** What a decision concludes, for messages: « internationale à 30 % ». */
export function direConclusion({ place, quotePart }: DecisionLue): string {
  const part = estLeTout(quotePart) ? '' : ` à ${ecrirePart(quotePart)}`;
  return `${LIBELLES_PLACES[place].toLowerCase()}${part}`;
}
