import { BASES, type Base } from '../domain/argent/base.ts';
import { NUL } from '../domain/argent/montant.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import { ControleCorrige } from './controle-corrige.ts';
import { DEUX_SENS } from './reconnaitre-la-somme.ts';

/** The bases that say no sense, and the two senses that say the same in their place. */
export interface ControleParSens {
  readonly bases: readonly Base[];
  /** `depenses: { … }`, `recettes: { … }`. */
  readonly ecrit: readonly string[];
}

/**
 * What version 0.1 took a `controle` for: the sum of expenses and receipts, added. Told sense by sense where that is what each
 * of its sums is, to the cent, of a file of both; `undefined` of any other, which says the same as it did or is a fault.
 */
export function lireLAncienControle(
  { controle }: Pick<SourceDeclaree, 'controle'>,
  lue: SourceLue,
): ControleParSens | undefined {
  if (!controle || DEUX_SENS.some((sens) => controle[sens] !== undefined || lue[sens].lignes === 0)) return undefined;
  const bases = BASES.filter((base) => controle.montants[base] !== undefined);
  const corrige = new ControleCorrige(controle);
  for (const base of bases) {
    const [depenses, recettes] = DEUX_SENS.map((sens) => lue[sens].montants[base] ?? NUL);
    if (depenses === undefined || recettes === undefined || controle.montants[base] !== depenses + recettes)
      return undefined;
    corrige.retirer(base);
    corrige.ecrireSous('depenses', base, depenses);
    corrige.ecrireSous('recettes', base, recettes);
  }
  return bases.length === 0 ? undefined : { bases, ecrit: corrige.ecrireLesSens() };
}
