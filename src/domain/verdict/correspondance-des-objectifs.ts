import type { Objectif, Serie } from './dimension.ts';
import { SERIES_D_OBJECTIFS } from './objectifs.ts';

/** What is said of our correspondence wherever it shows: no official text leads from one series to the other. */
export const CORRESPONDANCE_DE_JAUNE = 'correspondance de jaune, qui n’est pas officielle ; rien n’est converti';

/** `ODD 1, ODD 2`: the goals of the other series that we suggest for one; empty where we suggest none. */
export function direLesSuggeres(serie: Serie, numero: string, objectifs: readonly Objectif[]): string {
  const autre = SERIES_D_OBJECTIFS.find((chacune) => chacune !== serie) ?? serie;
  const objectif = objectifs.find((chacun) => chacun.serie === serie && chacun.numero === numero);
  return (objectif?.suggeres ?? []).map((suggere) => `${autre.toUpperCase()} ${suggere}`).join(', ');
}
