import type { Constats } from '../domain/constats/constat.ts';
import type { Fiche } from './lire-des-fiches.ts';
import { ecrireUnePeriode, type Periode } from './periode.ts';

/** Tells what is said done in a period that the exercice does not reach. */
export function signalerLAvenir<C extends string>(
  fiche: Fiche<C>,
  {
    colonne,
    periode,
    exercice,
    remede,
  }: { readonly colonne: C; readonly periode: Periode; readonly exercice: string; readonly remede: string },
  constats: Constats,
): void {
  if (periode.a <= Number(exercice)) return;
  const message = `« ${ecrireUnePeriode(periode)} » va au-delà de l’exercice ${exercice}, et c’est dit comme fait`;
  fiche.dire(constats, 'A-PERIODE-A-VENIR', colonne, message, remede);
}
