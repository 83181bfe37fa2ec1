import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { Compte } from '../compte.ts';
import type { Payeur } from './payeurs-du-dossier.ts';

/** What a body says it received from one payer, in face of what is left out at that payer. */
export interface DitRecu {
  /** Nothing where the receipts do not say who paid, or say one that is not of the dossier. */
  readonly payeur: Payeur | undefined;
  /** Money of mandates is compared with that of mandates: what is left out for one covers no grant. */
  readonly mandat: boolean;
  readonly recu: number;
  readonly laisse: number;
  /** What counts at the payer, and names the body as its beneficiary. */
  readonly comptees: (Compte & { readonly ou: string }) | undefined;
  /** What is counted of what is paid to a payer « sans détail », from which the money then comes. */
  readonly comptePlusHaut: number;
}

/** What a body says it received and no payer leaves out: its own expenses count, so it counts twice where the payer's does. */
export interface AuxDeuxBouts extends DitRecu {
  readonly enTrop: Montant;
}

/**
 * What of the flows to a body may count at both ends. What is left out at a payer covers what it is said to have paid, then what
 * the body received from nobody known; what the body leaves out of its own expenses counts at its payers, and covers as much.
 * @param laisseChezLui what its own lines leave out
 * @param compteChezLui what its own lines count: no more can count twice
 */
export function auxDeuxBouts(dits: readonly DitRecu[], laisseChezLui: number, compteChezLui: number): AuxDeuxBouts[] {
  const libre = { mandat: 0, autre: 0 };
  for (const { payeur, mandat, recu, laisse } of dits)
    if (payeur !== undefined) libre[mandat ? 'mandat' : 'autre'] += Math.max(0, laisse - Math.max(0, recu));
  const decouverts = dits.map(({ payeur, mandat, recu, laisse }) =>
    Math.max(0, recu - (payeur === undefined ? libre[mandat ? 'mandat' : 'autre'] : laisse)),
  );
  // First where the lines tell that the payer counts it.
  const reste = couvrir(decouverts, Math.max(0, laisseChezLui), (rang) => {
    const { comptees, comptePlusHaut = 0 } = dits[rang] ?? {};
    return Math.max(0, comptees?.centimes ?? 0) + Math.max(0, comptePlusHaut);
  });
  couvrir(decouverts, reste, () => Number.POSITIVE_INFINITY);
  let plafond = Math.max(0, compteChezLui);
  return dits.flatMap((dit, rang) => {
    const enTrop = Math.min(decouverts[rang] ?? 0, plafond);
    plafond -= enTrop;
    return enTrop === 0 ? [] : [{ ...dit, enTrop: montant(enTrop) }];
  });
}

/** Takes what is covered off each, and says what is left to cover with. */
function couvrir(decouverts: number[], couvert: number, jusqua: (rang: number) => number): number {
  let reste = couvert;
  for (const [rang, decouvert] of decouverts.entries()) {
    const pris = Math.min(decouvert, reste, jusqua(rang));
    decouverts[rang] = decouvert - pris;
    reste -= pris;
  }
  return reste;
}
