/** Fills in, and spoils, the workbooks where people decide: with exceljs, or byte by byte where it would put things right. */
import { readFileSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { COLONNES_DE_REVUE, FEUILLE_A_DECIDER, rangDeSaisie, type Saisie } from '../../src/review/colonnes-de-revue.ts';
import { RANGEE_DES_TITRES } from '../../src/review/ecrire-le-classeur.ts';

/** What to put in a cell: a text, a number with its format, a day, a formula with its result, an error. */
export type Contenu =
  | string
  | { readonly nombre: number; readonly format?: string }
  | { readonly date: string }
  | { readonly formule: string; readonly resultat: string | number }
  | { readonly morceaux: readonly string[] }
  | { readonly erreur: string };

/** What is done to a workbook, by addresses of cells. JSON, so that a case folder can hold it. */
export interface Recette {
  readonly cellules?: Readonly<Record<string, Contenu>>;
  readonly supprimerColonne?: string;
  readonly insererColonne?: string;
  readonly echangerColonnes?: readonly [string, string];
  readonly fusionner?: string;
  readonly renommerFeuille?: string;
  /** Moves cells up by one, over the one above: `J6:T7`. */
  readonly remonter?: string;
  readonly echangerLignes?: readonly [number, number];
  readonly masquerLigne?: number;
  /** Removes whole rows: the first, and how many. */
  readonly oterLignes?: readonly [number, number];
}

const VERS_EXCELJS = (contenu: Contenu): ExcelJS.CellValue => {
  if (typeof contenu === 'string') return contenu;
  if ('nombre' in contenu) return contenu.nombre;
  if ('date' in contenu) return new Date(`${contenu.date}T00:00:00Z`);
  if ('formule' in contenu) return { formula: contenu.formule, result: contenu.resultat };
  if ('morceaux' in contenu)
    return { richText: contenu.morceaux.map((text, rang) => ({ text, font: { bold: rang % 2 === 1 } })) };
  return { error: contenu.erreur as ExcelJS.CellErrorValue['error'] };
};

/** Applies a recipe to a workbook, in place. */
export async function remplirClasseur(
  chemin: string,
  recette: Recette,
  nomDeFeuille = FEUILLE_A_DECIDER,
): Promise<void> {
  const classeur = new ExcelJS.Workbook();
  await classeur.xlsx.readFile(chemin);
  const feuille = classeur.getWorksheet(nomDeFeuille);
  if (!feuille) throw new Error(`${chemin} : pas de feuille « ${nomDeFeuille} »`);
  for (const [adresse, contenu] of Object.entries(recette.cellules ?? {})) {
    const cellule = feuille.getCell(adresse);
    cellule.value = VERS_EXCELJS(contenu);
    if (typeof contenu === 'object' && 'nombre' in contenu) cellule.numFmt = contenu.format ?? 'General';
  }
  const colonne = (lettre: string) => feuille.getColumn(lettre).number;
  if (recette.supprimerColonne !== undefined) feuille.spliceColumns(colonne(recette.supprimerColonne), 1);
  if (recette.insererColonne !== undefined)
    feuille.spliceColumns(colonne(recette.insererColonne), 0, ['', '', '', 'Avis']);
  if (recette.echangerColonnes) echanger(feuille, 'colonnes', recette.echangerColonnes.map(colonne));
  if (recette.echangerLignes) echanger(feuille, 'lignes', recette.echangerLignes);
  if (recette.masquerLigne !== undefined) feuille.getRow(recette.masquerLigne).hidden = true;
  if (recette.oterLignes) feuille.spliceRows(...recette.oterLignes);
  if (recette.fusionner !== undefined) feuille.mergeCells(recette.fusionner);
  if (recette.remonter !== undefined) remonter(feuille, recette.remonter);
  if (recette.renommerFeuille !== undefined) feuille.name = recette.renommerFeuille;
  await classeur.xlsx.writeFile(chemin);
}

function echanger(feuille: ExcelJS.Worksheet, sens: 'lignes' | 'colonnes', rangs: readonly number[]): void {
  const [a = 1, b = 1] = rangs;
  const fin = sens === 'lignes' ? COLONNES_DE_REVUE.length : feuille.rowCount;
  for (let rang = 1; rang <= fin; rang++) {
    const premiere = sens === 'lignes' ? feuille.getCell(a, rang) : feuille.getCell(rang, a);
    const seconde = sens === 'lignes' ? feuille.getCell(b, rang) : feuille.getCell(rang, b);
    [premiere.value, seconde.value] = [seconde.value, premiere.value];
  }
}

/** As « Supprimer les cellules, décaler vers le haut » does: the looks go with the cells. */
function remonter(feuille: ExcelJS.Worksheet, plage: string): void {
  const [debut = '', fin = ''] = plage.split(':');
  const [haut, bas] = [feuille.getCell(debut), feuille.getCell(fin)];
  for (let colonne = haut.fullAddress.col; colonne <= bas.fullAddress.col; colonne++)
    for (let rangee = haut.fullAddress.row - 1; rangee <= bas.fullAddress.row; rangee++) {
      const dessous = feuille.getCell(rangee + 1, colonne);
      const dessus = feuille.getCell(rangee, colonne);
      const derniere = rangee === bas.fullAddress.row;
      dessus.value = derniere ? null : dessous.value;
      dessus.style = derniere ? {} : { ...dessous.style };
    }
}

/** What a person decides of a line, by the titles that `arbitrages.csv` gives to columns. */
export type Remplissage = Partial<Readonly<Record<Saisie, Contenu>>>;

/** Address of a cell to be filled, of the nth line of a workbook (from 0). */
export function adresse(ligne: number, saisie: Saisie): string {
  const rang = rangDeSaisie(saisie);
  const lettre = rang < 26 ? String.fromCharCode(65 + rang) : `A${String.fromCharCode(39 + rang)}`;
  return `${lettre}${RANGEE_DES_TITRES + 1 + ligne}`;
}

/** The recipe that fills lines, by their rank in the workbook. */
export function recetteDe(remplissages: ReadonlyMap<number, Remplissage>): Recette {
  const cellules: Record<string, Contenu> = {};
  for (const [ligne, remplissage] of remplissages)
    for (const [saisie, contenu] of Object.entries(remplissage))
      cellules[adresse(ligne, saisie as Saisie)] = contenu as Contenu;
  return { cellules };
}

/** The references of the lines of a workbook, in its order. */
export async function referencesDe(chemin: string): Promise<string[]> {
  const classeur = new ExcelJS.Workbook();
  await classeur.xlsx.readFile(chemin);
  const feuille = classeur.getWorksheet(FEUILLE_A_DECIDER);
  const refs: string[] = [];
  feuille?.eachRow((rangee, numero) => {
    const ref = rangee.getCell(1).text;
    if (numero > RANGEE_DES_TITRES && ref !== '') refs.push(ref);
  });
  return refs;
}

/** Cuts a workbook short, as a copy that was interrupted. */
export function tronquer(chemin: string): void {
  const octets = readFileSync(chemin);
  writeFileSync(chemin, octets.subarray(0, Math.floor(octets.length / 2)));
}
