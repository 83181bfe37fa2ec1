import { type Montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { Operations } from '../../domain/dossier/operations.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import type { Jaune } from '../jaune.ts';
import { operationDe } from './compiler-les-cofinancements.ts';

/** Ranks of exceptional lines, and the exceptional cents of each line of the jaune. */
export interface LignesExceptionnelles {
  readonly rangs: readonly number[];
  readonly centimes: readonly Montant[];
}

/** What is exceptional and tied to each operation, by its identifier: for information, in no total. */
export function exceptionnellesDesOperations({
  lignes,
  recettes,
  enTete: { operations },
}: Pick<Jaune, 'lignes' | 'recettes' | 'enTete'>): Readonly<
  Record<'depenses' | 'recettes', (id: string) => LignesExceptionnelles>
> {
  return { depenses: rattacher(lignes, operations), recettes: rattacher(recettes, operations) };
}

function rattacher(lignes: readonly Affectation[], operations: Operations): (id: string) => LignesExceptionnelles {
  const centimes = lignes.map((affectation) =>
    affectation.verdict.place === 'exceptionnelle'
      ? somme(partsEn(affectation, 'exceptionnelle').map((part) => part.montant))
      : NUL,
  );
  const par = new Map<string, number[]>();
  for (const [rang, affectation] of lignes.entries()) {
    if (affectation.verdict.place !== 'exceptionnelle') continue;
    const id = operationDe(affectation, operations);
    const siennes = par.get(id);
    if (siennes) siennes.push(rang);
    else par.set(id, [rang]);
  }
  return (id) => ({ rangs: par.get(id) ?? [], centimes });
}
