import type { Montant } from '../argent/montant.ts';

/** Lines into which one may have been split, and how many are tried. */
const MORCEAUX_MAX = 4;
const MORCEAUX_ESSAYES = 14;

/**
 * Of lines that may each be a piece of one that was, those that are together its amount: every choice of two or more.
 * @param total the amount of the one that was
 * @param possibles those of another sign, or of as much and more, are no piece of it
 */
export function morceauxDeSomme<T>(
  total: Montant,
  possibles: readonly T[],
  montantDe: (possible: T) => Montant,
): readonly (readonly T[])[] {
  const signe = Math.sign(total);
  const essayes: T[] = [];
  for (const possible of possibles) {
    const sien = montantDe(possible);
    if (Math.sign(sien) !== signe || signe === 0 || Math.abs(sien) >= Math.abs(total)) continue;
    if (essayes.push(possible) === MORCEAUX_ESSAYES) break;
  }
  const trouves: T[][] = [];
  const essayer = (choisis: T[], debut: number, reste: number) => {
    if (reste === 0 && choisis.length > 1) trouves.push(choisis);
    if (reste * signe <= 0 || choisis.length === MORCEAUX_MAX) return;
    for (let rang = debut; rang < essayes.length; rang++) {
      const possible = essayes[rang] as T;
      essayer([...choisis, possible], rang + 1, reste - montantDe(possible));
    }
  };
  essayer([], 0, total);
  return trouves;
}
