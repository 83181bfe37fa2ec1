import type { Serie } from './dimension.ts';

/**
 * How many numbers and letters each goal has under it, in the order of goals: of sustainable development, the targets of resolution
 * A/RES/70/1 of the United Nations (4.1 to 4.7, 4.a to 4.c), 169 in all; of the Millennium, the 60 indicators and the 21 targets of their
 * list of 2008 (1.1 to 1.9, 1.A to 1.C). `data/reference/LISEZ-MOI.md` says what each was checked against.
 */
const CIBLES: Readonly<Record<Serie, readonly (readonly [chiffres: number, lettres: number])[]>> = {
  omd: [
    [9, 3],
    [3, 1],
    [3, 1],
    [3, 1],
    [6, 2],
    [10, 3],
    [10, 4],
    [16, 6],
  ],
  odd: [
    [5, 2],
    [5, 3],
    [9, 4],
    [7, 3],
    [6, 3],
    [6, 2],
    [3, 2],
    [10, 2],
    [5, 3],
    [7, 3],
    [7, 3],
    [8, 3],
    [3, 2],
    [7, 3],
    [9, 3],
    [10, 2],
    [19, 0],
  ],
};

/** Whether a goal has a target of this number or letter under it. */
export function aUneCible(serie: Serie, numero: string, cible: string): boolean {
  const [chiffres, lettres] = CIBLES[serie][Number(numero) - 1] ?? [0, 0];
  if (/^\d/.test(cible)) return Number(cible) >= 1 && Number(cible) <= chiffres;
  return cible.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0) < lettres;
}
