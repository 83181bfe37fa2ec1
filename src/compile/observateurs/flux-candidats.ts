import type { Constats } from '../../domain/constats/constat.ts';
import type { OrganismeDeclare, Organismes } from '../../domain/dossier/organismes.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { compteurDe } from '../compteur.ts';
import { PayeursDuDossier } from '../consolidation/payeurs-du-dossier.ts';
import { estSansReponse } from '../est-sans-reponse.ts';
import { LignesCitees } from '../lignes-citees.ts';
import type { Depart, Observateur } from './observateur.ts';

/**
 * Finds the grants to a body that details its own spending, where nobody said whether they are the same euro: asked, never
 * decided. Finds the other end too: what such a body says it received from the region or from another body, and would count as
 * co-financing. Finds the lines that their file says are counted elsewhere, and that nothing leaves out.
 */
export class FluxCandidats implements Observateur {
  readonly #organismes: Organismes;
  readonly #sansOrganisme: boolean;
  readonly #constats: Constats;
  readonly #parOrganisme = new Map<OrganismeDeclare, LignesCitees>();
  readonly #recettes = new Map<OrganismeDeclare, LignesCitees>();
  readonly #payeurs: PayeursDuDossier;
  readonly #nonConsolidees = new Map<string, LignesCitees>();

  constructor({ dossier: { enTete }, constats }: Depart) {
    this.#organismes = enTete.organismes;
    this.#sansOrganisme = enTete.organismes.liste.length === 0;
    this.#payeurs = new PayeursDuDossier(enTete.organismes, enTete.collectivite);
    this.#constats = constats;
  }

  ajouter({ ligne, verdict, montant: centimes }: Affectation): void {
    if (verdict.place === 'exclue' || verdict.flux !== undefined) return;
    const recette = ligne.imputation.sens === 'recette';
    if (!recette && ligne.imputation.consolidee === 'non')
      compteurDe(this.#nonConsolidees, ligne.fichier, LignesCitees).citer(ligne, centimes);
    if (this.#sansOrganisme) return;
    const porteur = this.#organismes.nomme(ligne.organisme);
    const recu = recette && porteur !== undefined && this.#vientDuDossier(ligne, porteur) ? porteur : undefined;
    const verse = recette ? undefined : this.#organismes.beneficiaire(ligne.beneficiaire, ligne.siret);
    const candidat = recu ?? (verse?.detaille === true && verse !== porteur ? verse : undefined);
    if (candidat === undefined) return;
    // A rule or a person that says that the line belongs has answered; not for a receipt, which would be co-financing by others.
    if (!estSansReponse(verdict) && !(recette && verdict.place === 'internationale')) return;
    compteurDe(recette ? this.#recettes : this.#parOrganisme, candidat, LignesCitees).citer(ligne, centimes);
  }

  finir(): void {
    for (const [organisme, citees] of this.#parOrganisme)
      this.#constats.ajouter({
        code: 'A-FLUX-CANDIDAT',
        lieu: organisme.lieu,
        extrait: organisme.extrait,
        message: `${accord(citees.lignes, 'ligne')} (${formaterEuros(citees.compte().centimes)}) ${citees.lignes > 1 ? 'ont' : 'a'} pour bénéficiaire « ${organisme.nom} », dont les dépenses sont dans le dossier : si c’est le même argent, il compte deux fois (${citees.ou()})`,
        remede: `Dites-le par une règle de périmètre ou une décision : conclusion: { flux_interne: ${organisme.id} } si c’est le même argent, incluse sinon. Dites-le aux deux bouts : sur ces dépenses, et sur les recettes où « ${organisme.nom} » dit l’avoir reçu.`,
      });
    for (const [organisme, citees] of this.#recettes)
      this.#constats.ajouter({
        code: 'A-FLUX-CANDIDAT',
        lieu: organisme.lieu,
        extrait: organisme.extrait,
        message: `${accord(citees.lignes, 'recette')} de « ${organisme.nom} » (${formaterEuros(citees.compte().centimes)}) ${citees.lignes > 1 ? 'viennent' : 'vient'} de la collectivité ou d’un organisme du dossier, et personne n’a dit que c’est un flux : là où elle est internationale, une telle recette compte comme un cofinancement et diminue le reste à charge (${citees.ou()})`,
        remede: `Dites-le sur ces recettes, par une règle de périmètre ou une décision : conclusion: { flux_interne: ${organisme.id} } si c’est l’argent qui lui est versé, exclue sinon : ce que paie le dossier n’est pas un cofinancement.`,
      });
    for (const [fichier, citees] of this.#nonConsolidees)
      this.#constats.ajouter({
        code: 'A-NON-CONSOLIDEE',
        lieu: { fichier },
        message: `${accord(citees.lignes, 'ligne')} (${formaterEuros(citees.compte().centimes)}) que le fichier dit hors du total consolidé ${citees.lignes > 1 ? 'sont comptées' : 'est comptée'} (${citees.ou()})`,
        remede:
          'Dites à qui va cet argent par une règle de périmètre sur consolidee: non, avec flux_interne et l’organisme.',
      });
  }

  /** Whether the payer of a receipt is the region, or another declared body. */
  #vientDuDossier(ligne: Affectation['ligne'], porteur: OrganismeDeclare): boolean {
    const payeur = this.#payeurs.dUneRecette(ligne);
    return payeur !== undefined && payeur !== porteur;
  }
}
