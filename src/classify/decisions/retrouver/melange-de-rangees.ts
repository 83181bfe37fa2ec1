import { composerCle } from '../../../domain/textes/cle-composee.ts';
import { plier } from '../../../domain/textes/texte.ts';
import { CHAMPS_DECRITS, cleDImputation, type DescriptionDeLigne, type LigneDecrite } from './ligne-decrite.ts';

/**
 * Finds decisions whose row says of its line what another line is: cells of two rows were mixed when the file was saved by hand, and
 * nobody can say which of the two was decided so. A source read otherwise than it was changes what a line says; it does not make
 * it say what the row of another one says, nor change both its label and its amount.
 */
export class MelangeDeRangees {
  readonly #rangees = new Map<string, number>();

  constructor(decisions: Iterable<LigneDecrite>) {
    for (const { etait } of decisions) {
      if (etait === undefined) continue;
      const cle = cleDe(etait);
      this.#rangees.set(cle, (this.#rangees.get(cle) ?? 0) + 1);
    }
  }

  /** @param ligne the line of the decision, byte for byte */
  est({ etait }: LigneDecrite, ligne: DescriptionDeLigne): boolean {
    if (etait === undefined) return false;
    const [alors, maintenant] = [cleDe(etait), cleDe(ligne)];
    if (alors === maintenant) return false;
    if (this.#rangees.has(maintenant)) return true;
    if (etait.semblables === 0 && (this.#rangees.get(alors) ?? 0) > 1) return true;
    return etait.montant !== ligne.montant && plier(etait.libelle) !== plier(ligne.libelle);
  }
}

function cleDe(ligne: DescriptionDeLigne): string {
  return composerCle(
    ...CHAMPS_DECRITS.map((champ) =>
      champ === 'montant'
        ? String(ligne.montant)
        : champ === 'imputation'
          ? cleDImputation(ligne.imputation)
          : plier(ligne[champ]),
    ),
  );
}
