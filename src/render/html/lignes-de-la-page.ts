import type { Jaune } from '../../compile/jaune.ts';
import { partsEn } from '../../domain/lignes/affectation.ts';
import type { Dimension } from '../../domain/verdict/dimensions.ts';

/**
 * Lines that a page holds at the most: some forty megabytes. Beyond, browsers take too long to open it, and a table of so many
 * rows is read by nobody: the workbook and `lignes-<exercice>.csv` have them all.
 */
export const LIGNES_DE_LA_PAGE = 20_000;
/** The first lines of each row of the breakdown, which a page holds whatever they weigh beside the others. */
export const PREMIERES_LIGNES = 12;

/** The lines that a page holds, among those that the documents name. */
export interface LignesDeLaPage {
  /** Their ranks in the jaune, ascending. */
  readonly rangs: readonly number[];
  /** Whether some are left out. */
  readonly bornee: boolean;
  readonly montre: (rang: number) => boolean;
}

/**
 * Chooses the lines that a page holds. All of them, as a rule; where they are too many, those without which a reader would have
 * nothing to open or would be shown a false list: the first ones of each axis, exceptional operations, the first ones of each
 * domain, territory, country and sector; then the largest amounts, which explain the most euros.
 */
export function lignesDeLaPage(jaune: Jaune, auPlus: number = LIGNES_DE_LA_PAGE): LignesDeLaPage {
  const { lignes, exceptionnelles } = jaune;
  if (lignes.length <= auPlus)
    return { rangs: [...lignes.keys()], bornee: false, montre: (rang) => rang < lignes.length };
  const montrees = new Set<number>();
  const prendre = (rangs: Iterable<number>) => {
    for (const rang of rangs) if (montrees.size < auPlus) montrees.add(rang);
  };
  prendre(premieresDe(jaune, 'axe'));
  prendre(exceptionnelles.map(({ ligne }) => ligne));
  for (const dimension of jaune.libelles.dimensions) prendre(premieresDe(jaune, dimension));
  const poids = Float64Array.from(lignes, ({ montant }) => Math.abs(montant));
  prendre([...lignes.keys()].sort((a, b) => (poids[b] ?? 0) - (poids[a] ?? 0) || a - b));
  return {
    rangs: [...montrees].sort((a, b) => a - b),
    bornee: true,
    montre: (rang) => montrees.has(rang),
  };
}

interface Apport {
  readonly rang: number;
  readonly montant: number;
}

/** The ranks of the lines that put the most in each row of a dimension; of equals, the first. */
function premieresDe({ lignes }: Jaune, dimension: Dimension): number[] {
  const parRangee = new Map<string, Apport[]>();
  for (const [rang, affectation] of lignes.entries()) {
    const apports = new Map<string, number>();
    for (const { part, montant } of partsEn(affectation, 'internationale'))
      apports.set(part[dimension], (apports.get(part[dimension]) ?? 0) + montant);
    for (const [cle, montant] of apports) {
      const rangee = parRangee.get(cle) ?? [];
      parRangee.set(cle, rangee);
      rangee.push({ rang, montant });
      if (rangee.length > PREMIERES_LIGNES * 8) garderLesPremieres(rangee);
    }
  }
  return [...parRangee.values()].flatMap((rangee) => {
    garderLesPremieres(rangee);
    return rangee.map(({ rang }) => rang);
  });
}

function garderLesPremieres(rangee: Apport[]): void {
  rangee.sort((a, b) => b.montant - a.montant || a.rang - b.rang);
  rangee.length = Math.min(rangee.length, PREMIERES_LIGNES);
}
