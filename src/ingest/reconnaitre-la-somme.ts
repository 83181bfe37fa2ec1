import type { Base } from '../domain/argent/base.ts';
import { type Montant, NUL } from '../domain/argent/montant.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';

export const DEUX_SENS = ['depenses', 'recettes'] as const;
export type DeuxSens = (typeof DEUX_SENS)[number];

/** What a sum that was announced is, of the lines that were read. */
export interface SommeReconnue {
  /** « des dépenses seules ». */
  readonly dit: string;
  /** The senses of which it says something. */
  readonly sens: readonly DeuxSens[];
}

type Hypothese = SommeReconnue & { readonly somme: (depenses: number, recettes: number) => number };

const HYPOTHESES: readonly Hypothese[] = [
  { dit: 'des dépenses seules', sens: ['depenses'], somme: (depenses) => depenses },
  { dit: 'des recettes seules', sens: ['recettes'], somme: (_, recettes) => recettes },
  { dit: 'des dépenses et des recettes additionnées', sens: DEUX_SENS, somme: (d, r) => d + r },
  { dit: 'des dépenses diminuées des recettes', sens: DEUX_SENS, somme: (d, r) => d - r },
  { dit: 'des recettes diminuées des dépenses', sens: DEUX_SENS, somme: (d, r) => r - d },
];

/** What an announced sum is, to the cent: of one sense, or of both added or taken away; nothing when it is neither. */
export function reconnaitreLaSomme(annonce: Montant, base: Base, lue: SourceLue): SommeReconnue | undefined {
  const de = (sens: DeuxSens) => lue[sens].montants[base] ?? NUL;
  const [depenses, recettes] = [de('depenses'), de('recettes')];
  // Of nothing at all, every sum is nothing.
  if (depenses === 0 && recettes === 0) return undefined;
  return HYPOTHESES.find(({ somme }) => somme(depenses, recettes) === annonce);
}
