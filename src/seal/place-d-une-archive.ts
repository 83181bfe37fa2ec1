import { existsSync, statSync } from 'node:fs';
import { estObjet } from '../domain/textes/texte.ts';
import { liesIn } from '../files/real-place.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { readEntry } from '../files/zip/read-entry.ts';
import { RefusedArchive } from '../files/zip/refused-archive.ts';
import { MANIFESTE } from './manifeste-d-archive.ts';

/** More than the manifest of any archive takes. */
const MANIFESTE_MAX = 64 * 1024 * 1024;

/**
 * Refuses to write an archive in the place of something else: of a file of the dossier, of what is no archive of jaune (a workbook
 * and a text are zips too), or, unless asked, of an archive.
 * @param remplacer whether an archive that is there may be replaced
 * @throws UnwritableOutput
 */
export function exigerLaPlaceDUneArchive(cible: string, dossier: string, remplacer: boolean): void {
  if (liesIn(dossier, cible))
    throw new UnwritableOutput(
      `${cible} est dans le dossier de l’exercice`,
      'Donnez avec --sortie un nom hors du dossier : ce qui a été reçu n’est jamais écrasé.',
    );
  if (!existsSync(cible)) return;
  if (!estUneArchiveDeJaune(cible))
    throw new UnwritableOutput(
      `${cible} existe déjà, et n’est pas une archive de jaune : rien n’y a été changé`,
      'Donnez un autre nom avec --sortie.',
    );
  if (!remplacer)
    throw new UnwritableOutput(
      `${cible} existe déjà`,
      'Donnez un autre nom avec --sortie, ou --remplacer pour l’écraser.',
    );
}

/** Whether a file is an archive of jaune, of this version of the tool or of another. */
function estUneArchiveDeJaune(fichier: string): boolean {
  if (!statSync(fichier).isFile()) return false;
  try {
    const lu: unknown = JSON.parse(readEntry(fichier, MANIFESTE, MANIFESTE_MAX)?.toString('utf8') ?? 'null');
    return estObjet(lu) && estObjet(lu.outil) && lu.outil.nom === 'jaune';
  } catch (erreur) {
    if (erreur instanceof RefusedArchive || erreur instanceof SyntaxError) return false;
    throw erreur;
  }
}
