import { montant } from '../../domain/argent/montant.ts';
import { repartir } from '../../domain/argent/part.ts';
import type { Geographie } from '../../domain/lieux/geographie.ts';
import type { PartDuTotal } from '../pont.ts';
import type { Activite } from './activites.ts';
import { type BlocIati, NON_VENTILE } from './lire-le-bloc.ts';
import { enPourcentages } from './pourcentages.ts';

/** The vocabulary of the DAC, and that of who reports, for regions as for sectors. */
export const VOCABULAIRES = { cad: '1', declarant: '99' } as const;

/** A country, region or sector, with its percentage unless it is alone. */
export interface Rang {
  readonly code: string;
  readonly pourcentage: string | undefined;
}

/** Where an action is, by what it weighs in the headline. */
export interface Destinations {
  /** ISO 3166-1 alpha-2. */
  readonly pays: readonly Rang[];
  readonly regions: readonly Rang[];
  /** One for all of its regions, which add up to 100 with its countries: the DAC's when it has them all. */
  readonly vocabulaire: string;
}

/** Countries and regions together make 100. */
export function destinationsDe(
  { parts }: Activite,
  { regions: duCad }: Pick<BlocIati, 'regions'>,
  geographie: Geographie,
): Destinations {
  const territoires = new Set(parts.flatMap(({ part }) => (part.pays === '' ? [part.territoire || NON_VENTILE] : [])));
  const toutes = [...territoires].every((territoire) => duCad.has(territoire));
  const poids = new Map<string, number>();
  const codesDePays = new Set<string>();
  for (const { part, retenu } of parts) {
    const pays = part.pays === '' ? undefined : geographie.pays(part.pays);
    const territoire = part.territoire || NON_VENTILE;
    const code = pays?.alpha2 ?? (toutes ? (duCad.get(territoire)?.code ?? territoire) : territoire);
    if (pays !== undefined) codesDePays.add(code);
    ajouter(poids, code, retenu);
  }
  const rangs = [...enPourcentages(poids)].map(([code, pourcentage]): Rang => ({ code, pourcentage }));
  return {
    pays: rangs.filter(({ code }) => codesDePays.has(code)),
    regions: rangs.filter(({ code }) => !codesDePays.has(code)),
    vocabulaire: toutes ? VOCABULAIRES.cad : VOCABULAIRES.declarant,
  };
}

/** The sectors of the DAC, which make 100; what the dossier maps to none is said unspecified. */
export function secteursDe({ parts }: Activite, bloc: Pick<BlocIati, 'secteurs' | 'secteurNonSpecifie'>): Rang[] {
  const poids = new Map<string, number>();
  for (const part of parts) {
    const partages = bloc.secteurs.trouver(part);
    if (partages === undefined) {
      ajouter(poids, bloc.secteurNonSpecifie.code, part.retenu);
      continue;
    }
    const centimes = repartir(
      part.retenu,
      partages.map((partage) => partage.part),
    );
    for (const [rang, { entree }] of partages.entries()) ajouter(poids, entree.code, centimes[rang] ?? 0);
  }
  return [...enPourcentages(poids)].map(([code, pourcentage]) => ({ code, pourcentage }));
}

/** The domains of the jaune, which make 100. */
export function domainesDe({ parts }: Activite): Rang[] {
  const poids = new Map<string, number>();
  for (const { part, retenu } of parts) ajouter(poids, part.domaine || NON_VENTILE, retenu);
  return [...enPourcentages(poids)].map(([code, pourcentage]) => ({ code, pourcentage }));
}

/** What the dossier maps to no sector of the DAC. */
export function sansSecteur(parts: readonly PartDuTotal[], { secteurs }: Pick<BlocIati, 'secteurs'>): PartDuTotal[] {
  return parts.filter((part) => secteurs.trouver(part) === undefined);
}

function ajouter(poids: Map<string, number>, code: string, centimes: number): void {
  poids.set(code, montant((poids.get(code) ?? 0) + centimes));
}
