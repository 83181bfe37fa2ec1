import type { Base } from '../../domain/argent/base.ts';
import { montant } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { OrganismeDeclare, Organismes } from '../../domain/dossier/organismes.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import type { Depart, Observateur } from './observateur.ts';

/** Lines of which a place is kept. */
const LIGNES_NOMMEES = 3;

interface Candidats {
  lignes: number;
  centimes: number;
  readonly exemples: string[];
}

/**
 * Finds the grants to a body that details its own spending, where nobody said whether they are the same euro: asked, never
 * decided. Finds too the lines that their file says are counted elsewhere, and that nothing leaves out.
 */
export class FluxCandidats implements Observateur {
  readonly #organismes: Organismes;
  readonly #sansOrganisme: boolean;
  readonly #constats: Constats;
  readonly #base: Base;
  readonly #parOrganisme = new Map<OrganismeDeclare, Candidats>();
  readonly #nonConsolidees = new Map<string, Candidats>();

  constructor({ dossier: { enTete }, constats }: Depart) {
    this.#organismes = enTete.organismes;
    this.#sansOrganisme = enTete.organismes.liste.length === 0;
    this.#base = enTete.base;
    this.#constats = constats;
  }

  ajouter({ ligne, verdict }: Affectation): void {
    if (verdict.place === 'exclue' || verdict.flux !== undefined || ligne.imputation.sens === 'recette') return;
    if (ligne.imputation.consolidee === 'non') this.#noter(this.#nonConsolidees, ligne.fichier, ligne);
    if (this.#sansOrganisme) return;
    const organisme = this.#organismes.beneficiaire(ligne.beneficiaire, ligne.siret);
    if (organisme?.detaille !== true || this.#organismes.nomme(ligne.organisme) === organisme) return;
    // A rule or a person that says that the line belongs has answered.
    if (verdict.reponses.some(({ question, auteur }) => question === 'perimetre' && auteur.type !== 'defaut')) return;
    this.#noter(this.#parOrganisme, organisme, ligne);
  }

  finir(): void {
    for (const [organisme, { lignes, centimes, exemples }] of this.#parOrganisme)
      this.#constats.ajouter({
        code: 'A-FLUX-CANDIDAT',
        lieu: organisme.lieu,
        extrait: organisme.extrait,
        message: `${accord(lignes, 'ligne')} (${formaterEuros(montant(centimes))}) ${lignes > 1 ? 'ont' : 'a'} pour bénéficiaire « ${organisme.nom} », dont les dépenses sont dans le dossier : si c’est le même argent, il compte deux fois (${exemples.join(', ')}${lignes > exemples.length ? '…' : ''})`,
        remede: `Dites-le par une règle de périmètre ou une décision : conclusion: { flux_interne: ${organisme.id} } si c’est le même argent, incluse sinon.`,
      });
    for (const [fichier, { lignes, centimes, exemples }] of this.#nonConsolidees)
      this.#constats.ajouter({
        code: 'A-NON-CONSOLIDEE',
        lieu: { fichier },
        message: `${accord(lignes, 'ligne')} (${formaterEuros(montant(centimes))}) que le fichier dit hors du total consolidé ${lignes > 1 ? 'sont comptées' : 'est comptée'} (${exemples.join(', ')}${lignes > exemples.length ? '…' : ''})`,
        remede:
          'Dites à qui va cet argent par une règle de périmètre sur consolidee: non, avec flux_interne et l’organisme.',
      });
  }

  #noter<C>(candidats: Map<C, Candidats>, cle: C, ligne: Affectation['ligne']): void {
    let notes = candidats.get(cle);
    if (notes === undefined) {
      notes = { lignes: 0, centimes: 0, exemples: [] };
      candidats.set(cle, notes);
    }
    notes.lignes += 1;
    notes.centimes += ligne.montants[this.#base] ?? 0;
    if (notes.exemples.length < LIGNES_NOMMEES) notes.exemples.push(referenceDe(ligne));
  }
}
