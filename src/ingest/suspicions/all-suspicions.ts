import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { AccentsAbimes } from './broken-accents.ts';
import { chapitreEtFonction, programmeEtFonction } from './contradictory-codes.ts';
import { LibellesCoupes } from './cut-labels.ts';
import { OrdreDeGrandeur } from './magnitude.ts';
import { CellulesDecalees } from './shifted-cells.ts';
import type { ContexteDeSoupcon, Soupcon } from './suspicion.ts';
import { LignesDeTotal } from './total-rows.ts';
import { AnneesIgnorees } from './years-in-ignored.ts';

/** All that looks at the good lines of a source as they pass. */
export class Soupcons implements Soupcon {
  readonly #tous: readonly Soupcon[];

  constructor(contexte: ContexteDeSoupcon) {
    this.#tous = [
      new LignesDeTotal(contexte),
      new OrdreDeGrandeur(contexte),
      new CellulesDecalees(contexte),
      new AccentsAbimes(contexte),
      new LibellesCoupes(contexte),
      chapitreEtFonction(contexte),
      programmeEtFonction(contexte),
      new AnneesIgnorees(contexte),
    ];
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    for (const soupcon of this.#tous) soupcon.ligne(ligne, vu);
  }

  fin(): void {
    for (const soupcon of this.#tous) soupcon.fin();
  }
}
