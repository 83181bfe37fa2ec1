import type { Base } from '../../domain/argent/base.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { type Affectation, centimesDesParts } from '../../domain/lignes/affectation.ts';
import type { PartDuTotal } from '../pont.ts';
import type { Activite } from './activites.ts';

/** The bases that IATI has a transaction for, with its code: what is voted is neither committed nor paid. */
export const TYPES_DE_TRANSACTIONS = {
  engagements: '2',
  mandats: '3',
} as const satisfies Partial<Record<Base, string>>;
export type BaseDeTransaction = keyof typeof TYPES_DE_TRANSACTIONS;
export const BASES_DE_TRANSACTIONS = Object.keys(TYPES_DE_TRANSACTIONS) as readonly BaseDeTransaction[];

/** What was committed, or paid, of the parts of one line that are of one action. */
export interface Transaction {
  readonly type: string;
  readonly base: BaseDeTransaction;
  readonly affectation: Affectation;
  readonly centimes: Montant;
}

/** In the order of the lines, commitments first; a line that gives nothing, or zero, has none. */
export function transactionsDe({ parts }: Pick<Activite, 'parts'>): Transaction[] {
  const parLigne = new Map<Affectation, PartDuTotal[]>();
  for (const part of parts) {
    const siennes = parLigne.get(part.affectation);
    if (siennes === undefined) parLigne.set(part.affectation, [part]);
    else siennes.push(part);
  }
  return BASES_DE_TRANSACTIONS.flatMap((base) =>
    [...parLigne].flatMap(([affectation, siennes]): Transaction[] => {
      const total = affectation.ligne.montants[base];
      if (total === undefined) return [];
      const toutes = centimesDesParts(affectation.verdict, total);
      const centimes = montant(siennes.reduce((somme, { rang }) => somme + (toutes[rang] ?? 0), 0));
      return centimes === 0 ? [] : [{ type: TYPES_DE_TRANSACTIONS[base], base, affectation, centimes }];
    }),
  );
}
