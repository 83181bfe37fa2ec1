/** Makes the workbooks that sectors are supposed to have sent, from a description that reads at a glance. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';

/** A cell: a text, a number, a formula with or without its last result, an error, a day. */
type CelluleDecrite =
  | string
  | number
  | null
  | { readonly formule: string; readonly resultat?: string | number }
  | { readonly erreur: '#REF!' | '#N/A' | '#DIV/0!' }
  | { readonly jour: string }
  | { readonly nombre: number; readonly format: string };

/** A workbook of one sheet or more. */
export interface ClasseurDecrit {
  readonly feuilles: Readonly<
    Record<
      string,
      {
        readonly rangees: readonly (readonly CelluleDecrite[])[];
        readonly fusions?: readonly string[];
        readonly rangeesMasquees?: readonly number[];
        readonly colonnesMasquees?: readonly string[];
        readonly filtre?: string;
        readonly masquee?: boolean;
      }
    >
  >;
}

/** The bytes of a workbook. */
export async function ecrireClasseur({ feuilles }: ClasseurDecrit): Promise<Buffer> {
  const classeur = new ExcelJS.Workbook();
  for (const [nom, decrite] of Object.entries(feuilles)) {
    const feuille = classeur.addWorksheet(nom, decrite.masquee ? { state: 'hidden' } : {});
    decrite.rangees.forEach((rangee, ligne) => {
      rangee.forEach((cellule, colonne) => {
        poser(feuille.getCell(ligne + 1, colonne + 1), cellule);
      });
    });
    for (const plage of decrite.fusions ?? []) feuille.mergeCells(plage);
    for (const numero of decrite.rangeesMasquees ?? []) feuille.getRow(numero).hidden = true;
    for (const lettre of decrite.colonnesMasquees ?? []) feuille.getColumn(lettre).hidden = true;
    if (decrite.filtre !== undefined) feuille.autoFilter = decrite.filtre;
  }
  return Buffer.from(await classeur.xlsx.writeBuffer());
}

/**
 * Turns each `sources/x.xlsx.json` of a dossier into the workbook that it describes. A sector that sends a workbook does not
 * send the same thing as CSV: `x.csv`, of the dossier over which the case is laid, goes.
 */
export async function preparerSources(dossier: string): Promise<void> {
  const dossierDesSources = join(dossier, 'sources');
  for (const nom of readdirSync(dossierDesSources)) {
    const [, racine] = /^(.*)\.xlsx(?:\.json)?$/.exec(nom) ?? [];
    if (racine !== undefined) rmSync(join(dossierDesSources, `${racine}.csv`), { force: true });
  }
  for (const nom of readdirSync(dossierDesSources).filter((fichier) => fichier.endsWith('.xlsx.json'))) {
    const decrit = JSON.parse(readFileSync(join(dossierDesSources, nom), 'utf8')) as ClasseurDecrit;
    writeFileSync(join(dossierDesSources, nom.replace(/\.json$/, '')), await ecrireClasseur(decrit));
    rmSync(join(dossierDesSources, nom));
  }
}

/**
 * Gives the files of a dossier the names of `noms.json`, from those that they have, where a repository should not hold them: of two
 * names that differ by how accents are coded, some disks keep only one.
 */
export function preparerLesNoms(dossier: string): void {
  const liste = join(dossier, 'noms.json');
  if (!existsSync(liste)) return;
  const noms: Readonly<Record<string, string>> = JSON.parse(readFileSync(liste, 'utf8'));
  rmSync(liste);
  for (const [nom, de] of Object.entries(noms)) cpSync(join(dossier, de), join(dossier, nom));
  for (const de of new Set(Object.values(noms))) rmSync(join(dossier, de));
}

function poser(cellule: ExcelJS.Cell, decrite: CelluleDecrite): void {
  if (typeof decrite !== 'object' || decrite === null) cellule.value = decrite;
  else if ('erreur' in decrite) cellule.value = { error: decrite.erreur };
  else if ('jour' in decrite) {
    cellule.value = new Date(`${decrite.jour}T00:00:00Z`);
    cellule.numFmt = 'dd/mm/yyyy';
  } else if ('nombre' in decrite) {
    cellule.value = decrite.nombre;
    cellule.numFmt = decrite.format;
  } else
    cellule.value = {
      formula: decrite.formule,
      ...(decrite.resultat !== undefined && { result: decrite.resultat }),
    } as ExcelJS.CellFormulaValue;
}
