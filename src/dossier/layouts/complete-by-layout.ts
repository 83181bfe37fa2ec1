import type { Signaler } from '../../domain/chemin.ts';
import type { ExerciceEcrit, SourceEcrite } from '../schema-exercice.ts';
import { completerScdlBudget } from './scdl-budget-layout.ts';
import { completerScdlSubventions } from './scdl-subventions-layout.ts';
import { completerTotem } from './totem-layout.ts';

/** A source as written, with what its format or its published layout says by itself. The others are as they were. */
export function completerParModele(ecrite: SourceEcrite, exercice: ExerciceEcrit, refuser: Signaler): SourceEcrite {
  if (ecrite.format === 'totem') return completerTotem(ecrite, exercice, refuser);
  switch (ecrite.modele) {
    case 'scdl-budget-0.8.3':
      return ecrireEnScdl(completerScdlBudget(ecrite, exercice.base));
    case 'scdl-subventions-2.1.1':
      return ecrireEnScdl(completerScdlSubventions(ecrite));
    default:
      return ecrite;
  }
}

/** How the standards write a CSV file; a source that is written otherwise says so. */
function ecrireEnScdl(ecrite: SourceEcrite): SourceEcrite {
  if (ecrite.format !== 'csv') return ecrite;
  const { encodage = 'utf-8', separateur = ',', decimale = '.' } = ecrite;
  return { ...ecrite, encodage, separateur, decimale };
}
