import type { Compte } from '../../compile/jaune.ts';
import type { Vue } from './vue.ts';

/** The figures of which the page does not hold all lines, by their addresses: what they are in full. */
export function chiffresPartiels({ index, pays }: Pick<Vue, 'index' | 'pays'>): ReadonlyMap<string, Compte> {
  const deLIndex = index.flatMap(({ entrees }) => entrees.filter(({ partie }) => partie !== undefined));
  const desPays = pays.filter(({ autres }) => autres.lignes > 0).map(({ chiffre }) => chiffre);
  return new Map(
    [...deLIndex, ...desPays].map(({ adresse, nombre, montant }) => [adresse, { lignes: nombre, centimes: montant }]),
  );
}
