import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { AccentsAbimes } from './accents-abimes.ts';
import { AnneesIgnorees } from './annees-ignorees.ts';
import { CellulesDecalees } from './cellules-decalees.ts';
import { chapitreEtFonction, programmeEtFonction } from './codes-contradictoires.ts';
import { CodesEnNotation } from './codes-en-notation.ts';
import { DetailsComptes } from './details-comptes.ts';
import { EtatsIgnores } from './etats-ignores.ts';
import { ImputationsAbsentes } from './imputations-absentes.ts';
import { LibellesCoupes } from './libelles-coupes.ts';
import { LignesDeTotal } from './lignes-de-total.ts';
import { OrdreDeGrandeur } from './ordre-de-grandeur.ts';
import { PartsDesDecisions } from './parts-des-decisions.ts';
import { SignesInvisibles } from './signes-invisibles.ts';
import type { ContexteDeSoupcon, Soupcon } from './soupcon.ts';
import { ZerosDesFonctions } from './zeros-des-fonctions.ts';

export class Soupcons implements Soupcon {
  readonly #tous: readonly Soupcon[];

  constructor(contexte: ContexteDeSoupcon) {
    this.#tous = [
      new LignesDeTotal(contexte),
      new DetailsComptes(contexte),
      new OrdreDeGrandeur(contexte),
      new CellulesDecalees(contexte),
      new AccentsAbimes(contexte),
      new SignesInvisibles(contexte),
      new LibellesCoupes(contexte),
      chapitreEtFonction(contexte),
      programmeEtFonction(contexte),
      ...(ImputationsAbsentes.attendues(contexte) ? [new ImputationsAbsentes(contexte)] : []),
      new ZerosDesFonctions(contexte),
      new CodesEnNotation(contexte),
      new AnneesIgnorees(contexte),
      new EtatsIgnores(contexte),
      ...(contexte.colonnes.part === undefined ? [] : [new PartsDesDecisions(contexte)]),
    ];
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    for (const soupcon of this.#tous) soupcon.ligne(ligne, vu);
  }

  fin(): void {
    for (const soupcon of this.#tous) soupcon.fin();
  }
}
