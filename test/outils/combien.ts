/** How many trials of one kind are made: a few in the suite, all of them before a version (`npm run essais:sabotage`). */
const TOUS = process.env.JAUNE_TOUS_LES_ESSAIS === '1';

/** So few in the suite, or so many when all are asked for. */
export function combien(peu: number, tous: number): number {
  return TOUS ? tous : peu;
}

/** One in so many of a list, from its first; the whole list when all are asked for. */
export function unSur<T>(pas: number, liste: readonly T[]): readonly T[] {
  return TOUS ? liste : liste.filter((_, rang) => rang % pas === 0);
}
