import { AUCUNE_OPERATION, type Operations } from '../dossier/operations.ts';
import type { Affectation } from './affectation.ts';

/**
 * The identifier of the operation to which a line is tied: by a person, a rule, or its column; empty for none, which a person or
 * a rule may say of a line whose column names one.
 */
export function operationDe(
  { ligne, verdict }: Pick<Affectation, 'ligne' | 'verdict'>,
  operations: Operations,
): string {
  const dite = verdict.rattachement?.operation;
  if (dite === AUCUNE_OPERATION.id) return '';
  return dite || (operations.reconnaitre(ligne.operation)?.id ?? '');
}
