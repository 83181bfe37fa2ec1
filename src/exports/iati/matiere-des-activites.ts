import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { Geographie } from '../../domain/lieux/geographie.ts';
import type { BlocIati } from './lire-le-bloc.ts';
import type { Narrer } from './narrer.ts';

/** What activities are written with. */
export interface MatiereDesActivites {
  readonly bloc: BlocIati;
  readonly enTete: EnTete;
  readonly geographie: Geographie;
  readonly narrer: Narrer;
}
