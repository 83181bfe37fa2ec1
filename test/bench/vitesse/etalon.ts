import { mediane, rapportsParPaires } from './statistiques.ts';

/**
 * The machine on which targets in seconds were set, known by what the floor of this bench (`floor.mjs`: csv-parse reads, exceljs
 * writes, in one thread) took there. Figures of the owner of the targets, given with them in November 2026; the tool as it was
 * at commit 62df797 took 4.1 s and 18 s there on the same files.
 */
export const REFERENCE = { plancher100k: 0.9, plancher1M: 4.2 };

/**
 * Seconds as they would have been on the reference machine: what the work took of what the floor took beside it, pass by pass,
 * times what the floor takes there. The floor is work of the same kind — Node starting, text, small objects, compression — so
 * that a slower processor or a newer Node weighs on both; what it does not tell is the number of processors, which only the tool uses.
 * @param secondes of each pass
 * @param plancher seconds of the floor at 100 000 lines in the same passes
 */
export function secondesDeReference(secondes: readonly number[], plancher: readonly number[]): number {
  return mediane(rapportsParPaires(secondes, plancher)) * REFERENCE.plancher100k;
}

/** How many times slower than the reference machine this one is, by the floor; below 1, faster. */
export function lenteur(plancher: readonly number[], reference: number): number {
  return mediane(plancher) / reference;
}
