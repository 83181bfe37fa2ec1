import { mediane, rapportsParPaires } from './statistiques.ts';

/**
 * The machine on which targets in seconds were set, known by what csv-parse with exceljs alone took there: 100 000 lines read, then
 * 1 000 000, of which 10 000 international. Figures of the owner of the targets, given with them in November 2026; the tool as it
 * was at commit 62df797 took 4.1 s and 18 s there. Taken here for 10 000 rows written: docs/performance.md says why.
 */
export const REFERENCE = { etalon100k: 0.9, etalon1M: 4.2 };

/** Rows that the yardstick writes. The floor writes all those of the dossier, three times as many. */
export const RANGEES_DE_L_ETALON = 10_000;

/**
 * Seconds as they would have been on the reference machine: what the work took of what the yardstick took beside it, pass by pass,
 * times what the yardstick takes there. It is work of the same kind — Node starting, text, small objects, compression — so that a
 * slower processor or a newer Node weighs on both; what it does not tell is the number of processors, which only the tool uses.
 * @param secondes of each pass
 * @param etalon seconds of the yardstick at 100 000 lines in the same passes
 */
export function secondesDeReference(secondes: readonly number[], etalon: readonly number[]): number {
  return mediane(rapportsParPaires(secondes, etalon)) * REFERENCE.etalon100k;
}

/** How many times slower than the reference machine this one is; below 1, faster. */
export function lenteur(etalon: readonly number[], reference: number): number {
  return mediane(etalon) / reference;
}
