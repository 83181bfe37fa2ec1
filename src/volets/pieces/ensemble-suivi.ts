import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { ActionJugee, Compte } from './action-jugee.ts';
import type { FicheDePieces } from './lire-les-pieces.ts';

/** What was counted of the lines of one place: by state, by text, and by the row that holds for them. */
export class EnsembleSuivi {
  readonly parEtat = new Map<string, Compte>();
  readonly parRegime = new Map<string, Compte>();
  readonly #actions = new Map<FicheDePieces, ActionJugee>();

  compter(etat: string, regime: string, retenu: Montant): void {
    ajouterA(this.parEtat, etat, retenu);
    ajouterA(this.parRegime, regime, retenu);
  }

  /** @param nommer makes what is told of the row, from the first of its lines */
  retenir(fiche: FicheDePieces, retenu: Montant, nommer: () => Omit<ActionJugee, 'lignes'>): void {
    const action = this.#actions.get(fiche) ?? { ...nommer(), lignes: { nombre: 0, centimes: montant(0) } };
    this.#actions.set(fiche, action);
    ajouter(action.lignes, retenu);
  }

  /** The most euros first. */
  get actions(): readonly ActionJugee[] {
    return [...this.#actions.values()].sort(
      (gauche, droite) =>
        droite.lignes.centimes - gauche.lignes.centimes || gauche.fiche.fiche.numero - droite.fiche.fiche.numero,
    );
  }

  centimesDe(fiche: FicheDePieces): Montant {
    return this.#actions.get(fiche)?.lignes.centimes ?? montant(0);
  }
}

function ajouterA(comptes: Map<string, Compte>, nom: string, retenu: Montant): void {
  const compte = comptes.get(nom) ?? { nombre: 0, centimes: montant(0) };
  comptes.set(nom, compte);
  ajouter(compte, retenu);
}

function ajouter(compte: Compte, retenu: Montant): void {
  compte.nombre += 1;
  compte.centimes = montant(compte.centimes + retenu);
}
