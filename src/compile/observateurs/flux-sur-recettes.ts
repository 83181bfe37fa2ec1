import type { Constats, Lieu } from '../../domain/constats/constat.ts';
import type { Organismes } from '../../domain/dossier/organismes.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { ecrireFlux, type Flux } from '../../domain/verdict/flux.ts';
import type { Auteur } from '../../domain/verdict/verdict.ts';
import { LignesCitees } from '../lignes-citees.ts';
import type { Depart, Observateur } from './observateur.ts';

/** Receipts to which one author gives the flow of another body. */
interface Egarees {
  readonly lieu: Lieu;
  /** The body of the first of them. */
  readonly organisme: string;
  readonly flux: Flux;
  readonly laissees: boolean;
  readonly auteur: Auteur | undefined;
  readonly citees: LignesCitees;
}

/**
 * Tells the receipts that are said a flow to a body whose they are not: a receipt says what its own body received. Such a one is
 * neither co-financing, nor what anybody received.
 */
export class FluxSurRecettes implements Observateur {
  readonly #organismes: Organismes;
  readonly #constats: Constats;
  readonly #parAuteur = new Map<string, Egarees>();

  constructor({ dossier: { enTete }, constats }: Depart) {
    this.#organismes = enTete.organismes;
    this.#constats = constats;
  }

  ajouter({ ligne, verdict, montant: centimes }: Affectation): void {
    if (verdict.flux === undefined || ligne.imputation.sens !== 'recette') return;
    if (this.#organismes.nomme(ligne.imputation.organisme)?.id === verdict.flux.organisme) return;
    const auteur = verdict.reponses.find(({ question }) => question === 'perimetre')?.auteur;
    const cle = composerCle(ecrireFlux(verdict.flux), auteur?.type === 'regle' ? auteur.regle.lieu : '');
    let egarees = this.#parAuteur.get(cle);
    if (egarees === undefined) {
      const { fichier, numero: rang, imputation } = ligne;
      const laissees = verdict.place === 'exclue';
      const lieu = { fichier, ligne: rang };
      egarees = {
        lieu,
        organisme: imputation.organisme,
        flux: verdict.flux,
        laissees,
        auteur,
        citees: new LignesCitees(),
      };
      this.#parAuteur.set(cle, egarees);
    }
    egarees.citees.citer(ligne, centimes);
  }

  finir(): void {
    for (const { lieu, organisme, flux, laissees, auteur, citees } of this.#parAuteur.values()) {
      const cible = this.#organismes.pour(flux.organisme);
      if (cible === undefined) continue;
      const plusieurs = citees.lignes > 1;
      this.#constats.ajouter({
        code: 'A-FLUX-SUR-RECETTE',
        lieu,
        message: `${accord(citees.lignes, 'recette')} (${formaterEuros(citees.compte().centimes)}, ${citees.ou()}) ${plusieurs ? 'sont dites' : 'est dite'} « ${ecrireFlux(flux)} », et ${plusieurs ? 'ne sont' : 'n’est'} pas de « ${cible.nom} » : une recette dit ce que son propre organisme a reçu ; ${plusieurs ? 'elles ne sont' : 'elle n’est'} d’aucun rapprochement${laissees ? ` et ne ${plusieurs ? 'cofinancent' : 'cofinance'} rien` : ''}`,
        remede: `${remedeDe(auteur)} ${this.#autreFlux(organisme)}`,
      });
    }
  }

  /** What may have been meant: the flow by which the money came to the body of the receipt. */
  #autreFlux(organisme: string): string {
    const sien = this.#organismes.nomme(organisme);
    return sien === undefined
      ? 'Si un organisme du dossier l’a versé, déclarez sous organismes celui qui l’a reçu, et dites flux_interne avec son nom.'
      : `Si c’est de l’argent qu’un organisme du dossier verse à « ${sien.nom} », dites flux_interne: ${sien.id}.`;
  }
}

function remedeDe(auteur: Auteur | undefined): string {
  if (auteur?.type === 'regle')
    return `La règle « ${auteur.regle.id} » (${auteur.regle.lieu}) prend des recettes : si elle est faite pour des dépenses, ajoutez sens: depense à sa condition.`;
  return auteur?.type === 'decision' ? `Retirez la décision ${auteur.lieu}, ou corrigez son organisme.` : '';
}
