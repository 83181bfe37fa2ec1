import type { Chemin, Signaler } from '../../domain/chemin.ts';
import type { Disposition } from '../../formats/disposition.ts';
import type { Format } from '../../formats/format.ts';
import { FORMATS } from '../../formats/formats.ts';
import { colonnesEcrites } from '../lire-les-montants-declares.ts';
import type { ExerciceEcrit, SourceEcrite } from '../schema-exercice.ts';
import { completer } from './fill-in.ts';
import { completerScdlBudget } from './scdl-budget-layout.ts';
import { completerScdlSubventions } from './scdl-subventions-layout.ts';

/** A source as written, with what its format or its published layout says by itself. The others are as they were. */
export function completerParModele(ecrite: SourceEcrite, exercice: ExerciceEcrit, refuser: Signaler): SourceEcrite {
  const format: Format = FORMATS[ecrite.format];
  if (format.disposition !== undefined) {
    const disposition = format.disposition(exercice);
    refuserTitresInconnus(ecrite, disposition, refuser);
    return completer(ecrite, disposition);
  }
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

/** A format whose fields are always the same has no others. */
function refuserTitresInconnus(ecrite: SourceEcrite, { titres, titreInconnu }: Disposition, refuser: Signaler): void {
  const ecrits: (readonly [Chemin, string])[] = [
    ...Object.entries(ecrite.colonnes).map(([champ, titre]) => [['colonnes', champ], titre] as const),
    ...colonnesEcrites(ecrite).map(({ chemin, colonne }) => [chemin, colonne] as const),
    ...ecrite.ignorees.map((titre, rang) => [['ignorees', rang], titre] as const),
  ];
  for (const [chemin, titre] of ecrits) {
    const plainte = titres.includes(titre) ? undefined : titreInconnu?.(titre);
    if (plainte !== undefined) refuser(chemin, plainte.message, plainte.remede);
  }
}
