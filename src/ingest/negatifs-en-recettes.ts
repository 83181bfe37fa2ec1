import { BASES, type Base } from '../domain/argent/base.ts';
import { type Montant, montant } from '../domain/argent/montant.ts';
import type { LuDansUnSens } from '../domain/dossier/source-lue.ts';
import type { DeuxSens } from './reconnaitre-la-somme.ts';

export type EnDeuxSens = Readonly<Record<DeuxSens, LuDansUnSens>>;

/** What lines read as expenses make once their amounts below zero are receipts; nothing where none is below. */
export function negatifsEnRecettes(depenses: LuDansUnSens): EnDeuxSens | undefined {
  const { negatifs } = depenses;
  if (negatifs === undefined) return undefined;
  const depensesSeules: Partial<Record<Base, Montant>> = {};
  const enRecettes: Partial<Record<Base, Montant>> = {};
  for (const base of BASES) {
    const total = depenses.montants[base];
    if (total === undefined) continue;
    const sien = negatifs.montants[base] ?? 0;
    depensesSeules[base] = montant(total - sien);
    enRecettes[base] = montant(-sien);
  }
  return {
    depenses: { lignes: depenses.lignes - negatifs.lignes, montants: depensesSeules },
    recettes: { lignes: negatifs.lignes, montants: enRecettes },
  };
}
