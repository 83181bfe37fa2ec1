import type { Constats } from '../../domain/constats/constat.ts';
import type { OrganismeDeclare, Organismes } from '../../domain/dossier/organismes.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { compteurDe } from '../compteur.ts';
import { COLLECTIVITE, type Payeur, PayeursDuDossier } from '../consolidation/payeurs-du-dossier.ts';
import { LignesCitees } from '../lignes-citees.ts';
import type { Depart, Observateur } from './observateur.ts';

/** Lines with the number of a body, under the name of another. */
class Contredites {
  readonly citees = new LignesCitees();
  /** Whom the first of them names. */
  nomme: Payeur | undefined;
}

/**
 * Tells the lines that have the number of a declared body and the name of the collectivity, or of another body: the number is
 * believed, and what goes to the one passes for the other's.
 */
export class NumerosContredits implements Observateur {
  readonly #organismes: Organismes;
  readonly #sansNumero: boolean;
  readonly #payeurs: PayeursDuDossier;
  readonly #collectivite: string;
  readonly #constats: Constats;
  readonly #parOrganisme = new Map<OrganismeDeclare, Contredites>();

  constructor({ dossier: { enTete }, constats }: Depart) {
    this.#organismes = enTete.organismes;
    this.#sansNumero = enTete.organismes.liste.every(({ siren }) => siren === '');
    this.#payeurs = new PayeursDuDossier(enTete.organismes, enTete.collectivite);
    this.#collectivite = enTete.collectivite;
    this.#constats = constats;
  }

  ajouter({ ligne, montant: centimes }: Affectation): void {
    if (this.#sansNumero || ligne.siret === '' || ligne.beneficiaire === '') return;
    const numerote = this.#organismes.beneficiaire(ligne.beneficiaire, ligne.siret);
    if (numerote === undefined || this.#organismes.nomme(ligne.beneficiaire) === numerote) return;
    const nomme = this.#payeurs.tiers({ beneficiaire: ligne.beneficiaire, siret: '' });
    if (nomme === undefined || nomme === numerote) return;
    const contredites = compteurDe(this.#parOrganisme, numerote, Contredites);
    contredites.nomme ??= nomme;
    contredites.citees.citer(ligne, centimes);
  }

  finir(): void {
    for (const [{ nom, siren, lieu, extrait }, { citees, nomme = COLLECTIVITE }] of this.#parOrganisme) {
      const [portent, lues] = citees.lignes > 1 ? ['portent', 'elles sont lues'] : ['porte', 'elle est lue'];
      this.#constats.ajouter({
        code: 'A-SIREN-CONTREDIT',
        lieu,
        extrait,
        message: `${accord(citees.lignes, 'ligne')} (${formaterEuros(citees.compte().centimes)}, ${citees.ou()}) ${portent} le SIREN ${siren}, déclaré de « ${nom} », et le nom de ${nomme === COLLECTIVITE ? `la collectivité, « ${this.#collectivite} »` : `« ${nomme.nom} »`} : ${lues} comme de « ${nom} »`,
        remede: `Si ce SIREN n’est pas celui de « ${nom} », corrigez-le sous organismes, ou retirez-le. Sinon, faites corriger ${citees.lignes > 1 ? 'ces lignes' : 'cette ligne'}.`,
      });
    }
  }
}
