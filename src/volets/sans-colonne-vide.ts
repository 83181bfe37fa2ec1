import type { Tableau } from '../domain/volets/tableau.ts';

/** A column in which no row says anything takes the room of others on a page. */
export function sansColonneVide({ colonnes, rangees, ...reste }: Tableau): Tableau {
  const dites = colonnes.map((_, rang) => rang === 0 || rangees.some(({ cellules }) => cellules[rang] !== undefined));
  const garder = <T>(liste: readonly T[]) => liste.filter((_, rang) => dites[rang]);
  return {
    ...reste,
    colonnes: garder(colonnes),
    rangees: rangees.map(({ cellules, ...rangee }) => ({ ...rangee, cellules: garder(cellules) })),
  };
}
