import type { Constats } from '../../domain/constats/constat.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { FileRead } from '../../files/read-text.ts';
import type { Habillage } from '../html/gabarits.ts';
import type { Partie } from '../html/parties.ts';
import { lireLesGabarits } from './lire-les-gabarits.ts';
import { lireLeLogo } from './logo.ts';

/** What a region shows of itself on the page: its logo, its colours, the templates that it redrew. */
export interface Identite {
  /** As a data address; empty without one. */
  readonly logo: string;
  readonly habillage: Habillage & Required<Pick<Habillage, 'parties'>>;
  /** The files that it comes from. */
  readonly pieces: readonly FileRead[];
}

/** Reads what a dossier says of the looks of its documents, and tells all that is wrong with it. */
export async function lireLIdentite(
  dossier: Pick<Dossier, 'racine' | 'gabarits' | 'apparence'>,
  livrees: readonly Partie[],
  constats: Constats,
): Promise<Identite> {
  const { logo: declare, couleurs } = dossier.apparence;
  const logo = declare && lireLeLogo(dossier.racine, declare, constats);
  const gabarits = await lireLesGabarits(dossier, livrees, constats);
  return {
    logo: logo?.adresse ?? '',
    habillage: { parties: gabarits.map(({ partie }) => partie), couleurs },
    pieces: [...(logo ? [logo.piece] : []), ...gabarits.map(({ piece }) => piece)],
  };
}
