import type { Decideur } from './line.ts';

/** A rule as an edition declares it: where, and all that it asks and concludes, in a text that compares. */
export interface RegleDeclaree {
  readonly id: string;
  readonly lieu: string;
  readonly definition: string;
}

/**
 * The rules that hold in an edition, by identifier; `undefined` when they cannot be known: what was published names those that
 * decided, and nothing of what they say.
 */
export type ReglesDeclarees = ReadonlyMap<string, RegleDeclaree> | undefined;

/** What became of a rule from one edition to the other. */
export type SortDeLaRegle = 'absente' | 'changee' | 'identique' | 'inconnu';

/**
 * What a rule of one edition is in the other. `absente` is certain as soon as the rules of the other are known; whether a rule
 * says the same is only known when those of both are.
 */
export function sortDe(decideur: Decideur, siennes: ReglesDeclarees, autres: ReglesDeclarees): SortDeLaRegle {
  if (decideur.type !== 'regle' || autres === undefined) return 'inconnu';
  const autre = autres.get(decideur.id);
  if (autre === undefined) return 'absente';
  const sienne = siennes?.get(decideur.id);
  if (sienne === undefined) return 'inconnu';
  return sienne.definition === autre.definition ? 'identique' : 'changee';
}
