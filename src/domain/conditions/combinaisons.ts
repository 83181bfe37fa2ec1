import type { Predicat } from './attente.ts';

/**
 * A way to combine conditions. What holds, what settles it, what its contrary is: all follows from two facts, `toutes` (all
 * the parts are needed, or one is enough) and `niees` (the parts are not to hold).
 */
interface Combinaison {
  readonly titre: string;
  readonly sens: string;
  readonly toutes: boolean;
  readonly niees: boolean;
  enMots(parties: readonly string[]): string;
}

export const COMBINAISONS = {
  tous: {
    titre: 'Toutes',
    sens: 'Toutes ces conditions doivent être remplies.',
    toutes: true,
    niees: false,
    enMots: (parties) => parties.join('\u202f; '),
  },
  un: {
    titre: 'Au moins une',
    sens: 'Au moins une de ces conditions doit être remplie.',
    toutes: false,
    niees: false,
    enMots: (parties) => parties.join(' ou '),
  },
  aucun: {
    titre: 'Aucune',
    sens: 'Aucune de ces conditions ne doit être remplie.',
    toutes: true,
    niees: true,
    enMots: (parties) => `jamais ${parties.join(' ni ')}`,
  },
} as const satisfies Record<string, Combinaison>;

export type TypeDeCombinaison = keyof typeof COMBINAISONS;

/** In the order in which editors propose them. */
export const NOMS_DES_COMBINAISONS = Object.keys(COMBINAISONS) as readonly TypeDeCombinaison[];

/** What a part must be for the whole to be settled by it alone, to the contrary of `toutes`. */
export function tranchant(type: TypeDeCombinaison): boolean {
  const { toutes, niees } = COMBINAISONS[type];
  return toutes === niees;
}

export function combiner<T>(type: TypeDeCombinaison, predicats: readonly Predicat<T>[]): Predicat<T> {
  const { toutes, niees } = COMBINAISONS[type];
  const [seul] = predicats;
  if (seul && predicats.length === 1 && !niees) return seul;
  const quiTranche = tranchant(type);
  return (objet) => predicats.some((predicat) => predicat(objet) === quiTranche) !== toutes;
}
