import type { Affectation } from '../../domain/lignes/affectation.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';

/** Lines by what they have in common, in their order; without those that have no key. */
export function grouperLesLignes(
  affectations: readonly Affectation[],
  cle: (ligne: LigneBudgetaire) => string | undefined,
): ReadonlyMap<string, readonly Affectation[]> {
  const groupes = new Map<string, Affectation[]>();
  for (const affectation of affectations) {
    const commune = cle(affectation.ligne);
    if (commune === undefined) continue;
    const groupe = groupes.get(commune);
    if (groupe) groupe.push(affectation);
    else groupes.set(commune, [affectation]);
  }
  return groupes;
}
