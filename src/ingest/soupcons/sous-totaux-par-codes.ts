import type { Base } from '../../domain/argent/base.ts';
import { type Montant, NUL } from '../../domain/argent/montant.ts';
import { type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import {
  PiedsDeSousTotaux,
  PreuveDeSousTotaux,
  type SousTotal,
  TetesDeSousTotaux,
} from '../../domain/lignes/sous-totaux.ts';
import { detacher } from '../../domain/textes/texte.ts';
import type { Chapeau } from './tetes-de-groupes.ts';

/** Lines that sum up others by their codes, from where these are; those of expenses and those of income apart. */
export class SousTotauxParCodes {
  readonly #codes = new ParImputation(({ chapitre, fonction, programme, action, nature }): readonly string[] => [
    chapitre,
    fonction,
    programme,
    action,
    nature,
  ]);
  readonly #depenses: DUnSens;
  readonly #recettes: DUnSens;

  constructor(base: Base, trouver: Trouver) {
    this.#depenses = new DUnSens(base, trouver);
    this.#recettes = new DUnSens(base, trouver);
  }

  ligne(ligne: LigneBudgetaire, dansLaBase: Montant): void {
    const { tetes, pieds } = ligne.sens === 'recette' ? this.#recettes : this.#depenses;
    const codes = this.#codes.lire(ligne.imputation);
    tetes.ajouter(codes, dansLaBase, ligne);
    pieds.ajouter(codes, dansLaBase, ligne);
  }

  fin(): void {
    for (const { tetes } of [this.#depenses, this.#recettes]) tetes.fin();
  }
}

type Trouver = (trouve: Chapeau, ou: 'avant' | 'apres') => void;

class DUnSens {
  readonly tetes: TetesDeSousTotaux<LigneBudgetaire>;
  readonly pieds: PiedsDeSousTotaux<LigneBudgetaire>;

  constructor(base: Base, trouver: Trouver) {
    this.tetes = new TetesDeSousTotaux(unePreuveDabord(base, (trouve) => trouver(trouve, 'apres')));
    this.pieds = new PiedsDeSousTotaux(unePreuveDabord(base, (trouve) => trouver(trouve, 'avant')));
  }
}

/** Sums that are kept for a surer one to come. */
const EN_ATTENTE_MAX = 1_000;

/** Keeps what is found until one is proof. */
function unePreuveDabord(base: Base, dire: (trouve: Chapeau) => void): (trouve: SousTotal<LigneBudgetaire>) => void {
  const preuve = new PreuveDeSousTotaux();
  const enAttente: Chapeau[] = [];
  return ({ ligne: { numero, libelle, beneficiaire, montants }, details }) => {
    const montant = montants[base] ?? NUL;
    enAttente.push({ numero, montant, texte: detacher(libelle === '' ? beneficiaire : libelle), details });
    preuve.noter({ details }, montant);
    if (preuve.faite) for (const trouve of enAttente.splice(0)) dire(trouve);
    else if (enAttente.length > EN_ATTENTE_MAX) enAttente.shift();
  };
}
