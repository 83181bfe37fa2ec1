import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { Verdict } from '../../domain/verdict/verdict.ts';
import type { Compte } from '../compte.ts';

/** An expense of a body that its own flow leaves out, because it counts at a payer. */
export interface DepenseLaissee {
  /** The body, as the line writes it. */
  readonly organisme: string;
  readonly fichier: string;
  readonly numero: number;
  readonly verdict: Verdict;
}

/**
 * The ends of the flows to one body. Money spent for the account of another (mandates) is in none of them: its other end need
 * not be in the dossier.
 */
export interface Bouts {
  /** What payers leave out, because the body's own lines count it. */
  readonly laisseChezLesPayeurs: Compte;
  /** What its own lines count, or pass on to another body, where they are looked for in turn. */
  readonly compteChezLui: Compte;
  /** What its own lines leave out, because they count at a payer. */
  readonly laisseChezLui: Compte;
  /** What others are said to pay it by no flow, and count. */
  readonly compteChezLesPayeurs: Compte;
  /** Of {@link laisseChezLui}, what counts in what is paid to a body « sans détail » from which it says it received it. */
  readonly comptePlusHaut: Montant;
  /** The first of {@link laisseChezLui}. */
  readonly premiereLaissee: DepenseLaissee | undefined;
}

/** What of the flows to a body counts at neither end. Where both are nothing, each euro left out is counted elsewhere. */
export interface BoutsPerdus {
  /** Of what the body leaves out, what no payer counts. */
  readonly chezLui: Montant;
  /** Of what payers leave out, what the body neither counts nor passes on; without what is lost at its end already. */
  readonly chezLesPayeurs: Montant;
}

export function boutsPerdus(bouts: Bouts): BoutsPerdus {
  const { laisseChezLui, compteChezLesPayeurs, laisseChezLesPayeurs, compteChezLui, comptePlusHaut } = bouts;
  const chezLui = manquant(laisseChezLui.centimes, compteChezLesPayeurs.centimes + comptePlusHaut);
  return { chezLui, chezLesPayeurs: manquant(laisseChezLesPayeurs.centimes, compteChezLui.centimes + chezLui) };
}

/** What is not found of what is left out: never more than that, even where what is found is less than nothing. */
function manquant(laisse: number, trouve: number): Montant {
  return montant(Math.max(0, laisse - Math.max(0, trouve)));
}
