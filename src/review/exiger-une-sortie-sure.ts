import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { realPlace } from '../files/real-place.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { readWorkbook } from '../files/xlsx/read-workbook.ts';
import { UnreadableWorkbook } from '../files/xlsx/unreadable.ts';
import { FEUILLE_CONTROLE } from './colonnes-de-revue.ts';
import type { FormeDeClasseur } from './forme-de-classeur.ts';

/** What is asked of a form here. */
type FormeDeSortie = Pick<FormeDeClasseur<never, never>, 'feuille' | 'genre' | 'nomDeFichier' | 'ecrits'>;
/** What is read of a workbook to know it again: the marks at the top of its hidden sheet. */
const BORNES = { rows: 8, columns: 2 };

/**
 * Refuses to write a review workbook where it would harm: under another name than that of a workbook, among the files of the
 * dossier, over a file of someone else, or, unless asked, over a workbook that people may have filled in.
 * @param racine folder of the dossier
 * @param remplacer whether a review workbook that is there may be written over
 * @throws UnwritableOutput when the workbook may not go there
 */
export function exigerUneSortieSure(forme: FormeDeSortie, fichier: string, racine: string, remplacer: boolean): void {
  const parExemple = `${forme.nomDeFichier}.xlsx`;
  const autreNom = `Choisissez un autre nom avec --sortie, par exemple ${parExemple}.`;
  if (existsSync(fichier) && statSync(fichier).isDirectory())
    throw new UnwritableOutput(
      `${fichier} est un dossier : un nom de fichier est attendu`,
      `Donnez le nom du classeur, par exemple ${join(fichier, parExemple)}.`,
    );
  if (!/[^/\\]\.xlsx$/i.test(fichier))
    throw new UnwritableOutput(`${fichier} n’est pas le nom d’un classeur, qui finit par .xlsx`, autreNom);
  exigerUnDossier(dirname(fichier));
  if (estDans(racine, fichier))
    throw new UnwritableOutput(
      `${fichier} est dans le dossier de l’exercice, qui ne contient que ce que l’édition lit`,
      'Écrivez le classeur ailleurs avec --sortie, ou placez-vous hors de ce dossier pour relancer.',
    );
  if (!existsSync(fichier)) return;
  if (!estDeLaForme(forme, fichier))
    throw new UnwritableOutput(`${fichier} existe déjà, et n’est pas ${forme.genre} : il ne sera pas écrasé`, autreNom);
  if (!remplacer)
    throw new UnwritableOutput(
      `${fichier} existe déjà, et contient peut-être ${forme.ecrits.des}`,
      'Importez-le d’abord, ou choisissez un autre nom avec --sortie ; pour l’écraser, ajoutez --remplacer.',
    );
}

function exigerUnDossier(dossier: string): void {
  if (!existsSync(dossier))
    throw new UnwritableOutput(`le dossier ${dossier} n’existe pas`, 'Créez-le, ou choisissez un autre --sortie.');
  if (!statSync(dossier).isDirectory())
    throw new UnwritableOutput(`${dossier} est un fichier, non un dossier`, 'Choisissez un autre --sortie.');
}

/** Whether a file lies, or would lie, under a folder, whatever links lead there. */
function estDans(racine: string, fichier: string): boolean {
  const chemin = relative(realPlace(racine), realPlace(fichier));
  return chemin !== '..' && !chemin.startsWith(`..${sep}`) && !/^(?:[a-z]:)?[\\/]/i.test(chemin);
}

/** Whether a file is a review workbook, of this version of the tool or of another. */
function estDeLaForme({ feuille }: FormeDeSortie, fichier: string): boolean {
  try {
    const { sheets: feuilles } = readWorkbook(fichier, [feuille, FEUILLE_CONTROLE], BORNES);
    const controle = feuilles.get(FEUILLE_CONTROLE);
    return feuilles.has(feuille) && controle?.rows.get(2)?.get(1)?.content.trim() === 'version';
  } catch (erreur) {
    if (erreur instanceof UnreadableWorkbook) return false;
    throw erreur;
  }
}
