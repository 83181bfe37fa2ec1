import type { OrganismeDeclare, Organismes } from '../../domain/dossier/organismes.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import type { Flux } from '../../domain/verdict/flux.ts';
import { CompteurDUnSens, compteurDe } from '../compteur.ts';
import { LignesCitees } from '../lignes-citees.ts';
import type { DitRecu } from './deux-bouts.ts';
import { COLLECTIVITE, type Payeur, type PayeursDuDossier } from './payeurs-du-dossier.ts';

const INCONNU = 'inconnu';
type Cle = Payeur | typeof INCONNU;

/** Both ends of the flows to one body, by payer. */
class BoutsParPayeur {
  readonly recu = new Map<Cle, CompteurDUnSens>();
  readonly recuParMandat = new Map<Cle, CompteurDUnSens>();
  readonly laisse = new Map<Cle, CompteurDUnSens>();
  readonly laisseParMandat = new Map<Cle, CompteurDUnSens>();
  readonly comptees = new Map<Cle, LignesCitees>();
}

/** Counts, payer by payer, what bodies say they received, what is left out at the payer, and what counts there. */
export class CompteurDeDeuxBouts {
  readonly #organismes: Organismes;
  readonly #payeurs: PayeursDuDossier;
  readonly #parOrganisme = new Map<OrganismeDeclare, BoutsParPayeur>();
  /** What is counted of what is paid to each body. */
  readonly #comptes = new Map<OrganismeDeclare, CompteurDUnSens>();

  constructor(organismes: Organismes, payeurs: PayeursDuDossier) {
    this.#organismes = organismes;
    this.#payeurs = payeurs;
  }

  /** A receipt that its body says comes by a flow. */
  recevoir(organisme: OrganismeDeclare, { genre }: Flux, ligne: LigneBudgetaire, centimes: number): void {
    const payeur = this.#payeurs.dUneRecette(ligne);
    const bouts = this.#bouts(organisme);
    const recus = genre === 'mandat' ? bouts.recuParMandat : bouts.recu;
    compteurDe(recus, payeur === undefined || payeur === organisme ? INCONNU : payeur, CompteurDUnSens).ajouter(
      centimes,
    );
  }

  /** An expense that counts, said no flow. */
  compter(organisme: OrganismeDeclare, ligne: LigneBudgetaire, centimes: number): void {
    compteurDe(this.#comptes, organisme, CompteurDUnSens).ajouter(centimes);
    const porteur = this.#payeurs.porteur(ligne.organisme);
    compteurDe(this.#bouts(organisme).comptees, porteur, LignesCitees).citer(ligne, centimes);
  }

  /** Expenses of another that a flow takes to the body, left out or kept. */
  verser(organisme: OrganismeDeclare, { genre }: Flux, porteur: string, exclu: boolean, centimes: number): void {
    if (!exclu) {
      compteurDe(this.#comptes, organisme, CompteurDUnSens).ajouter(centimes);
      return;
    }
    const bouts = this.#bouts(organisme);
    const laisses = genre === 'mandat' ? bouts.laisseParMandat : bouts.laisse;
    compteurDe(laisses, this.#payeurs.porteur(porteur), CompteurDUnSens).ajouter(centimes);
  }

  /** What a body says it received, from each payer in the order of the dossier, and from nobody known at last. */
  ditsRecus(organisme: OrganismeDeclare): DitRecu[] {
    const bouts = this.#parOrganisme.get(organisme);
    if (bouts === undefined) return [];
    const cles: readonly Cle[] = [COLLECTIVITE, ...this.#organismes.liste, INCONNU];
    return cles.flatMap((cle) => [this.#ditRecu(bouts, cle, false), this.#ditRecu(bouts, cle, true)]);
  }

  /**
   * What bodies leave out of their own expenses, and find in what is counted of what is paid to a payer « sans détail » from which
   * they say they received it. A euro counted there is found once.
   * @param besoin what a body leaves out and finds at no payer of its own
   */
  plusHaut(besoin: (organisme: OrganismeDeclare) => number): ReadonlyMap<OrganismeDeclare, number> {
    const pris = new Map<OrganismeDeclare, number>();
    return new Map(
      this.#organismes.liste.map((organisme) => {
        let reste = besoin(organisme);
        for (const { payeur, recu, comptePlusHaut } of reste > 0 ? this.ditsRecus(organisme) : []) {
          if (payeur === undefined || payeur === COLLECTIVITE) continue;
          const deja = pris.get(payeur) ?? 0;
          const trouve = Math.max(0, Math.min(reste, recu, comptePlusHaut - deja));
          pris.set(payeur, deja + trouve);
          reste -= trouve;
        }
        return [organisme, besoin(organisme) - reste];
      }),
    );
  }

  #ditRecu(bouts: BoutsParPayeur, cle: Cle, mandat: boolean): DitRecu {
    const [recus, laisses] = mandat ? [bouts.recuParMandat, bouts.laisseParMandat] : [bouts.recu, bouts.laisse];
    const sansDetail = typeof cle === 'object' && !cle.detaille;
    const comptees = bouts.comptees.get(cle);
    return {
      payeur: cle === INCONNU ? undefined : cle,
      mandat,
      recu: recus.get(cle)?.centimes ?? 0,
      laisse: laisses.get(cle)?.centimes ?? 0,
      comptees: comptees && { ...comptees.compte(), ou: comptees.ou() },
      comptePlusHaut: sansDetail ? (this.#comptes.get(cle)?.centimes ?? 0) : 0,
    };
  }

  #bouts(organisme: OrganismeDeclare): BoutsParPayeur {
    return compteurDe(this.#parOrganisme, organisme, BoutsParPayeur);
  }
}
