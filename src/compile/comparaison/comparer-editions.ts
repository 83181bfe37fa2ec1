import type { Emetteurs } from '../../domain/lignes/emetteurs.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { CAUSES, type Rapport, type ReglesDeclarees } from './causes.ts';
import { type CelluleDuTotal, cellulesDe, fondre } from './cellules.ts';
import { type Effet, effetDUneSeule, effetsDeLaPaire } from './effets.ts';
import type { LigneComparable } from './ligne-comparable.ts';
import { type LignesRapprochees, rapprocher } from './rapprocher.ts';

export interface EditionComparable {
  /** All the lines that are in its headline, and those that may be the same as lines in the headline of the other. */
  readonly lignes: readonly LigneComparable[];
  /** All those who sent lines, whatever became of these. */
  readonly emetteurs: Emetteurs;
  readonly regles: ReglesDeclarees;
}

/** What separates two headlines, line by line, and how lines were matched. */
export interface EcartDEditions {
  readonly avant: readonly CelluleDuTotal[];
  readonly apres: readonly CelluleDuTotal[];
  /** They add up, cell by cell, to what separates the two; those of a cause together, the largest first. */
  readonly effets: readonly Effet[];
  readonly rapprochees: LignesRapprochees;
}

/** Compares two editions, line by line. Pure: the same whatever the order of the lines. */
export function comparerEditions(avant: EditionComparable, apres: EditionComparable, rapport: Rapport): EcartDEditions {
  const rapprochees = rapprocher(avant.lignes, apres.lignes, rapport);
  const regles = { avant: avant.regles, apres: apres.regles };
  const effets = [
    ...rapprochees.paires.flatMap((paire) => effetsDeLaPaire(paire, regles)),
    ...rapprochees.seulesAvant.flatMap((ligne) => effetDUneSeule(ligne, 'avant', apres.emetteurs)),
    ...rapprochees.seulesApres.flatMap((ligne) => effetDUneSeule(ligne, 'apres', avant.emetteurs)),
  ];
  return {
    avant: fondre(avant.lignes.flatMap(cellulesDe)),
    apres: fondre(apres.lignes.flatMap(cellulesDe)),
    effets: trierLesEffets(effets),
    rapprochees,
  };
}

/** By cause, the largest first; those that move nothing in all, by what they move. */
export function trierLesEffets(effets: readonly Effet[]): Effet[] {
  const ref = (ligne: LigneComparable | undefined) => ligne?.ref ?? '';
  return [...effets].sort(
    (gauche, droite) =>
      CAUSES.indexOf(gauche.cause) - CAUSES.indexOf(droite.cause) ||
      Math.abs(droite.centimes) - Math.abs(gauche.centimes) ||
      remue(droite) - remue(gauche) ||
      comparer(ref(gauche.apres), ref(droite.apres)) ||
      comparer(ref(gauche.avant), ref(droite.avant)),
  );
}

/** The cents that an effect moves between cells, whatever their sign. */
function remue({ cellules }: Effet): number {
  return cellules.reduce((total, { centimes }) => total + Math.abs(centimes), 0);
}
