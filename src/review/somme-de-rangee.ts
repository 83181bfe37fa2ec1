import { createHash } from 'node:crypto';
import { composerCle } from '../domain/textes/cle-composee.ts';
import type { Cell } from '../files/xlsx/cell.ts';
import { cellText } from '../files/xlsx/cell-text.ts';
import type { CellRead } from '../files/xlsx/read-sheet.ts';
import { readEscapes } from '../files/xlsx/xml.ts';
import { estLue, type FormeDeClasseur } from './forme-de-classeur.ts';

/** What is asked of a form here: which columns are filled in. */
type FormeQuelconque = { readonly colonnes: readonly { readonly saisie?: string | undefined }[] };

const LONGUEUR = 16;

/** The checksum of what a row tells of its line, as it is written. */
export function sommeEcrite(forme: FormeQuelconque, cellules: readonly Cell[]): string {
  return somme(forme, (rang) => texteEcrit(cellules[rang]));
}

/** The checksum of what a row tells of its line, as it is read: the same, unless a cell was changed or moved. */
export function sommeLue(forme: FormeQuelconque, cellules: ReadonlyMap<number, CellRead>): string {
  return somme(forme, (rang) => texteLu(cellules.get(rang + 1)));
}

/**
 * The ranks of the columns in which a row as it is read differs from a line, among those that tell what the line itself is:
 * what the tool thought of it may have changed since, with nobody touching the workbook.
 */
export function colonnesChangees<L, S extends string>(
  { colonnes }: FormeDeClasseur<L, S>,
  ligne: L,
  cellules: ReadonlyMap<number, CellRead>,
): readonly number[] {
  return colonnes.flatMap((colonne, rang) => {
    if (!estLue(colonne) || colonne.avis) return [];
    return reduire(texteEcrit(colonne.lire(ligne))) === reduire(texteLu(cellules.get(rang + 1))) ? [] : [rang];
  });
}

/** The checksum of what a row tells of the line itself: the same for a page as for a workbook, whatever the tool thinks of it. */
export function sommeDeLaLigne<L, S extends string>({ colonnes }: FormeDeClasseur<L, S>, ligne: L): string {
  return sommer(
    colonnes.flatMap((colonne) => (estLue(colonne) && !colonne.avis ? [reduire(texteEcrit(colonne.lire(ligne)))] : [])),
  );
}

function texteEcrit(cellule: Cell): string {
  if (typeof cellule === 'number') return enCentimes(cellule);
  return typeof cellule === 'string' ? readEscapes(cellText(cellule)) : '';
}

function texteLu(cellule: CellRead | undefined): string {
  if (cellule === undefined || cellule.type === 'vide') return '';
  if (cellule.hasFormula) return `=${cellule.content}`;
  return cellule.type === 'nombre' ? enCentimes(Number(cellule.content)) : cellule.content;
}

/** Programs round trip floating numbers in their own ways, and spaces at the ends of texts as well. */
function reduire(texte: string): string {
  return texte.replace(/\s+/g, ' ').trim();
}

function somme({ colonnes }: FormeQuelconque, lire: (rang: number) => string): string {
  return sommer(colonnes.flatMap(({ saisie }, rang) => (saisie === undefined ? [reduire(lire(rang))] : [])));
}

/** The digest of texts, in their order. */
export function sommer(textes: readonly string[]): string {
  return createHash('sha256')
    .update(composerCle(...textes))
    .digest('hex')
    .slice(0, LONGUEUR);
}

function enCentimes(euros: number): string {
  return String(Math.round(euros * 100));
}
