import type { Montant } from '../../domain/argent/montant.ts';
import type { OrganismeDeclare } from '../../domain/dossier/organismes.ts';
import type { GenreDeFlux } from '../../domain/verdict/flux.ts';
import type { Compte } from '../compte.ts';
import type { Bouts } from './bouts-perdus.ts';
import type { AuxDeuxBouts } from './deux-bouts.ts';
import type { Cercle, Detenteur } from './suivi-de-l-argent.ts';

/** What a payer says it paid to a body, by one kind of flow. */
export interface Versement {
  /** The body of the lines, as it shows. */
  readonly payeur: string;
  readonly genre: GenreDeFlux;
  /** Whether it is left out, because its other end counts; a grant to a body « sans détail » stays. */
  readonly exclu: boolean;
  readonly compte: Compte;
  /** What of it is in the international total: nothing of a payment that is left out. */
  readonly international: Compte;
}

/**
 * The two ends of the flows to one body, side by side: what others say they paid, what it says it received, what its own lines
 * detail. The difference is shown, never hidden.
 */
export interface Rapprochement {
  readonly organisme: OrganismeDeclare;
  readonly versements: readonly Versement[];
  readonly verse: Compte;
  /** Receipts that its own lines say come by a flow; nothing where they say of none. */
  readonly recu: Compte | undefined;
  /** All that its own lines spend. */
  readonly detail: Compte;
  /** Of that, what is international. */
  readonly detailInternational: Compte;
  /** What of its own lines is left out, because it counts at the payer. */
  readonly detailCompteChezLePayeur: Compte;
  /** Where each euro of the flows counts, mandates apart. */
  readonly bouts: Bouts;
  /** Of what it says it received, what no payer leaves out: it may count at both ends. */
  readonly auxDeuxBouts: readonly AuxDeuxBouts[];
  /** Paid less received, where the body says what it received. */
  readonly ecart: Montant | undefined;
  /** Those who have the money in the end, as far as the lines of the dossier tell: itself where it passes nothing on. */
  readonly derniersDetenteurs: readonly Detenteur[];
}

/** What a flow takes off the sum of all that was received. */
export interface FluxDeduit {
  readonly genre: GenreDeFlux;
  readonly organisme: OrganismeDeclare;
  readonly compte: Compte;
}

/** One body: what its lines spend, less what counts elsewhere, less the co-financing received, is what it bears. */
export interface ResteParOrganisme {
  /** A declared body under its declared name, whatever its spelling. */
  readonly organisme: string;
  readonly recu: Compte;
  readonly fluxInternes: Compte;
  readonly consolide: Compte;
  /** Of that, what is international. */
  readonly international: Compte;
  /** International receipts: co-financing. */
  readonly recettes: Compte;
  readonly resteACharge: Montant;
}

/** All expenses received, less those that count elsewhere, are the consolidated expenses: to the cent, in the dossier's base. */
export interface Consolidation {
  readonly recu: Compte;
  readonly deduits: readonly FluxDeduit[];
  readonly consolide: Compte;
  readonly parOrganisme: readonly ResteParOrganisme[];
  readonly rapprochements: readonly Rapprochement[];
  /** Money that comes back to a body that passed it on: it is nowhere. */
  readonly cercles: readonly Cercle[];
}
