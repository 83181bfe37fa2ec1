import type { Constats } from '../../domain/constats/constat.ts';
import type { OrganismeDeclare } from '../../domain/dossier/organismes.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { accord, enumerer, formaterEuros } from '../../domain/textes/format.ts';
import { compteurDe } from '../compteur.ts';
import { COLLECTIVITE, PayeursDuDossier } from '../consolidation/payeurs-du-dossier.ts';
import { estSansReponse } from '../est-sans-reponse.ts';
import { LignesCitees } from '../lignes-citees.ts';
import type { Depart, Observateur } from './observateur.ts';

/** What a body pays the collectivity back: its own expenses, and the receipts that come from it. */
class Retours {
  readonly depenses = new LignesCitees();
  readonly recettes = new LignesCitees();
  /** The name that the lines of the collectivity give it. */
  organisme = '';
}

/**
 * Finds what a body that details its spending pays to the collectivity, where the collectivity is not itself a declared body, of
 * which a flow can be said: asked, never decided.
 */
export class RetoursALaCollectivite implements Observateur {
  readonly #payeurs: PayeursDuDossier;
  readonly #sansDetails: boolean;
  readonly #collectivite: string;
  readonly #constats: Constats;
  readonly #parOrganisme = new Map<OrganismeDeclare, Retours>();

  constructor({ dossier: { enTete }, constats }: Depart) {
    const { organismes, collectivite } = enTete;
    this.#payeurs = new PayeursDuDossier(organismes, collectivite);
    this.#sansDetails =
      organismes.nomme(collectivite) !== undefined || organismes.liste.every(({ detaille }) => !detaille);
    this.#collectivite = collectivite;
    this.#constats = constats;
  }

  ajouter({ ligne, verdict, montant: centimes }: Affectation): void {
    if (this.#sansDetails || verdict.place === 'exclue' || verdict.flux !== undefined) return;
    // A receipt of the body that comes from the collectivity, and an expense of the collectivity to it, are asked elsewhere.
    const recette = ligne.imputation.sens === 'recette';
    const porteur = this.#payeurs.porteur(ligne.imputation.organisme);
    if (recette !== (porteur === COLLECTIVITE)) return;
    const tiers = this.#payeurs.tiers(ligne);
    const organisme = recette ? tiers : porteur;
    if (tiers === undefined || organisme === undefined || organisme === COLLECTIVITE || !organisme.detaille) return;
    if (!recette && tiers !== COLLECTIVITE) return;
    // A receipt that belongs would be co-financing by others.
    if (!estSansReponse(verdict) && !(recette && verdict.place === 'internationale')) return;
    const retours = compteurDe(this.#parOrganisme, organisme, Retours);
    if (recette) retours.organisme ||= ligne.imputation.organisme;
    retours[recette ? 'recettes' : 'depenses'].citer(ligne, centimes);
  }

  finir(): void {
    for (const [{ lieu, extrait, nom }, { depenses, recettes, organisme }] of this.#parOrganisme) {
      const dits = [
        ...(depenses.lignes === 0 ? [] : [`${accord(depenses.lignes, 'dépense')} de « ${nom} » (${direOu(depenses)})`]),
        ...(recettes.lignes === 0
          ? []
          : [`${accord(recettes.lignes, 'recette')} de la collectivité (${direOu(recettes)})`]),
      ];
      const alias =
        organisme === '' || organisme === this.#collectivite ? '' : `, alias: [${JSON.stringify(organisme)}]`;
      this.#constats.ajouter({
        code: 'A-FLUX-CANDIDAT',
        lieu,
        extrait,
        message: `« ${nom} » paie la collectivité : ${enumerer(dits)} ; si la collectivité dépense cet argent dans le dossier, il compte deux fois, et une recette internationale qui en vient compte comme un cofinancement`,
        remede: `Si c’est le même argent, déclarez la collectivité sous organismes (collectivite: { nom: ${JSON.stringify(this.#collectivite)}${alias}, genre: collectivite, detaille: oui }), puis dites flux_interne: collectivite ces dépenses et ces recettes, par une règle de périmètre ou une décision. Sinon, dites ${enumerer([...(depenses.lignes === 0 ? [] : ['incluses ces dépenses']), ...(recettes.lignes === 0 ? [] : ['exclues ces recettes'])])}.`,
      });
    }
  }
}

function direOu(lignes: LignesCitees): string {
  return `${formaterEuros(lignes.compte().centimes)}, ${lignes.ou()}`;
}
