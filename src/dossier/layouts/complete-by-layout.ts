import type { Signaler } from '../../domain/condition-lecture.ts';
import type { ExerciceEcrit, SourceEcrite } from '../schema-exercice.ts';
import { completerTotem } from './totem-layout.ts';

/** A source as written, with what its format says by itself. The others are as they were. */
export function completerParModele(ecrite: SourceEcrite, exercice: ExerciceEcrit, refuser: Signaler): SourceEcrite {
  return ecrite.format === 'totem' ? completerTotem(ecrite, exercice, refuser) : ecrite;
}
