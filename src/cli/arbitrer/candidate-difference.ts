import type { Candidate } from '../../classify/decisions/retrouver/choisir-les-candidates.ts';
import { NOMS_DECRITS } from '../../classify/decisions/retrouver/ligne-decrite.ts';

/** What tells a line that a decision may hold on from the one that it was. */
export function candidateDifference({ lignes, differe }: Candidate): string {
  if (lignes.length > 1) return `partagée en ${lignes.length}, dont la somme est le montant d’alors`;
  const names = differe.map((field) => NOMS_DECRITS[field]).join(', ');
  return names === '' ? 'la même, qui eut ou qui a des lignes identiques' : `autre : ${names}`;
}
