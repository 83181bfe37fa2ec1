import { AUCUNE_OPERATION } from '../dossier/operations.ts';

/**
 * How one euro passes through two files:
 * - `flux_interne`: a grant to a body whose own file details what it spends of it;
 * - `reversement`: money that its holder only passes on to a body;
 * - `mandat`: money spent for the account of another.
 */
export const GENRES_DE_FLUX = ['flux_interne', 'reversement', 'mandat'] as const;
export type GenreDeFlux = (typeof GENRES_DE_FLUX)[number];

export const LIBELLES_DES_FLUX: Readonly<Record<GenreDeFlux, string>> = {
  flux_interne: 'Flux interne',
  reversement: 'Reversement',
  mandat: 'Mandat, pour le compte d’un autre',
};

/** A flow that a rule or a person says: its kind, and the body to which the money goes. A receipt is its other end. */
export interface Flux {
  readonly genre: GenreDeFlux;
  /** Identifier of the body in `exercice.yaml`. */
  readonly organisme: string;
}

/** Whether an amount is what is paid (gross), or what is left once co-financing came in (net). Declared, never inferred. */
export const SENS_DES_MONTANTS = ['brut', 'net'] as const;
export type MontantEst = (typeof SENS_DES_MONTANTS)[number];

/** What ties a line to others: the operation to which it belongs, and whether its amount is gross or net. */
export interface Rattachement {
  /** Identifier of the operation in `exercice.yaml`, or « aucune »; empty when no rule and no person says: its column may. */
  readonly operation: string;
  /** Empty when nobody says: its column may. */
  readonly montantEst: MontantEst | '';
}

/** A flow as rules write it. */
export function ecrireFlux({ genre, organisme }: Flux): string {
  return `${genre} : ${organisme}`;
}

export function ecrireRattachement({ operation, montantEst }: Rattachement): string {
  return [
    ...(operation === '' ? [] : [operation === AUCUNE_OPERATION.id ? 'aucune opération' : `opération ${operation}`]),
    ...(montantEst === '' ? [] : [`montant ${montantEst}`]),
  ].join(', ');
}
