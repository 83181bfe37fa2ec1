import { createHash } from 'node:crypto';
import type { Cellule } from '../files/xlsx/cell.ts';
import { texteDeCellule } from '../files/xlsx/cell-text.ts';
import type { CelluleLue } from '../files/xlsx/read-sheet.ts';
import { lireEchappements } from '../files/xlsx/xml.ts';
import { COLONNES_DE_REVUE } from './columns.ts';

const LONGUEUR = 16;

/** The checksum of what a row tells of its line, as it is written. */
export function sommeEcrite(cellules: readonly Cellule[]): string {
  return somme((rang) => {
    const cellule = cellules[rang];
    if (typeof cellule === 'number') return enCentimes(cellule);
    return typeof cellule === 'string' ? lireEchappements(texteDeCellule(cellule)) : '';
  });
}

/** The checksum of what a row tells of its line, as it is read: the same, unless a cell was changed or moved. */
export function sommeLue(cellules: ReadonlyMap<number, CelluleLue>): string {
  return somme((rang) => {
    const cellule = cellules.get(rang + 1);
    if (cellule === undefined || cellule.type === 'vide') return '';
    if (cellule.formule) return `=${cellule.contenu}`;
    return cellule.type === 'nombre' ? enCentimes(Number(cellule.contenu)) : cellule.contenu;
  });
}

/** Programs round trip floating numbers in their own ways, and spaces at the ends of texts as well. */
function somme(lire: (rang: number) => string): string {
  const textes = COLONNES_DE_REVUE.flatMap(({ saisie }, rang) =>
    saisie === undefined ? [lire(rang).replace(/\s+/g, ' ').trim()] : [],
  );
  return createHash('sha256').update(textes.join('\u0001')).digest('hex').slice(0, LONGUEUR);
}

function enCentimes(euros: number): string {
  return String(Math.round(euros * 100));
}
