import type { Jaune } from '../../compile/jaune.ts';
import { type NomTable, TABLES, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import type { Valeurs } from '../../compile/valeurs-nommees.ts';
import { Nommeur } from '../../domain/nom.ts';
import type { Dimension } from '../../domain/verdict.ts';

/** The tables that are read from a line as a whole, and not from its parts. */
export const CHAMPS_DE_LIGNE = TABLES.filter((nom) => 'champ' in TABLES_DECRITES[nom].lecture);

/**
 * The values that the named lines have in a dimension of the breakdown: those of its table first, in its order, then those
 * that only lines outside the total have.
 */
export function valeursDeDimension(jaune: Jaune, dimension: Dimension): Valeurs {
  const rangees = jaune.tables.find(({ nom }) => nom === dimension)?.rangees ?? [];
  const liste = rangees.map(({ nom, libelle }) => ({ nom, libelle }));
  const rangs = new Map(rangees.map(({ cle }, rang) => [cle, rang]));
  const nommeur = new Nommeur();
  for (const { nom } of liste) nommeur.nommer(nom, nom);
  for (const { verdict } of jaune.lignes)
    for (const part of verdict.parts) {
      const cle = part[dimension];
      if (rangs.has(cle)) continue;
      const libelle = nommerCle(jaune, dimension, cle);
      rangs.set(cle, liste.length);
      liste.push({ nom: nommeur.nommer(libelle, 'valeur'), libelle });
    }
  return { liste, rangs };
}

function nommerCle({ libelles }: Jaune, dimension: Dimension, cle: string): string {
  if (cle === '') return TABLES_DECRITES[dimension].vide;
  return dimension === 'secteur' ? cle : (libelles[dimension].get(cle) ?? cle);
}

/** For each named line, the rank of its row in a table that lines are read into; -1 when it is in none. */
export function rangsDansLaTable({ tables, lignes }: Jaune, table: NomTable): Int32Array {
  const rangs = new Int32Array(lignes.length).fill(-1);
  for (const [rang, rangee] of (tables.find(({ nom }) => nom === table)?.rangees ?? []).entries())
    for (const ligne of rangee.lignes) rangs[ligne] = rang;
  return rangs;
}
