import { SourcesVues } from '../semblables/sources-vues.ts';
import { FluxCandidats } from './flux-candidats.ts';
import { FluxSurRecettes } from './flux-sur-recettes.ts';
import { LieuxVus } from './lieux-vus.ts';
import { NumerosContredits } from './numeros-contredits.ts';
import type { Depart, Observateur } from './observateur.ts';
import { OperationsVues } from './operations-vues.ts';
import { RetoursALaCollectivite } from './retours-a-la-collectivite.ts';
import { SecteursVus } from './secteurs-vus.ts';

/** What sees lines pass, in the order in which it tells what it saw. */
const OBSERVATEURS: readonly (new (depart: Depart) => Observateur)[] = [
  LieuxVus,
  SecteursVus,
  SourcesVues,
  OperationsVues,
  NumerosContredits,
  FluxCandidats,
  RetoursALaCollectivite,
  FluxSurRecettes,
];

export function ouvrirLesObservateurs(depart: Depart): readonly Observateur[] {
  return OBSERVATEURS.map((Ouvert) => new Ouvert(depart));
}
