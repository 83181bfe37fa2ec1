/**
 * Orders two texts by UTF-16 code unit: the same order on every machine, whatever its locale (ICU changes between
 * versions of Node, so `localeCompare` never decides what is written).
 */
export function comparer(gauche: string, droite: string): number {
  if (gauche < droite) return -1;
  return gauche > droite ? 1 : 0;
}

/** Sorts a copy of a list by a key, in {@link comparer}'s order. Equal keys keep their place. */
export function trierPar<T>(liste: readonly T[], cle: (element: T) => string): T[] {
  return [...liste].sort((gauche, droite) => comparer(cle(gauche), cle(droite)));
}
