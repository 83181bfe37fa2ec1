/** Chapters of budgets voted by nature, the same in all norms. */
export const CHAPITRES_PAR_NATURE: ReadonlySet<string> = new Set(
  (
    '010 011 012 013 014 015 016 017 018 019 020 021 022 023 024 040 041 042 043 10 13 16 18 19 20 204 21 22 23 24 26 27 ' +
    '28 60 61 62 63 64 65 656 6586 66 67 68 69 70 71 72 73 731 74 75 76 77 78 79'
  ).split(' '),
);

export function estParNature(chapitre: string): boolean {
  return CHAPITRES_PAR_NATURE.has(chapitre) || /^45[3-8]\d*$/.test(chapitre);
}
