import type { Compte } from '../../compile/compte.ts';
import type { FichesVues } from './fiches/fiches-vues.ts';
import type { PaysVu } from './vue-apports.ts';
import type { GroupeDIndex } from './vue-index.ts';

/** The figures of which the page does not hold all lines, by their addresses: what they are in full. */
export function chiffresPartiels(vue: {
  readonly index: readonly GroupeDIndex[];
  readonly fiches: readonly FichesVues[];
  readonly pays: readonly PaysVu[];
}): ReadonlyMap<string, Compte> {
  const { index, fiches, pays } = vue;
  const desFiches = fiches.flatMap(({ fiches: avec, sansFiche }) => [...avec, ...sansFiche]);
  const entrees = [
    ...index.flatMap((groupe) => groupe.entrees),
    ...desFiches.flatMap(({ entree }) => (entree === undefined ? [] : [entree])),
  ];
  const deLIndex = entrees.filter(({ partie }) => partie !== undefined);
  const desPays = pays.filter(({ autres }) => autres.lignes > 0).map(({ chiffre }) => chiffre);
  return new Map(
    [...deLIndex, ...desPays].map(({ adresse, nombre, montant }) => [adresse, { lignes: nombre, centimes: montant }]),
  );
}
