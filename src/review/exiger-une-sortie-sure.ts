import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { liesIn } from '../files/real-place.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { readWorkbook } from '../files/xlsx/read-workbook.ts';
import { UnreadableWorkbook } from '../files/xlsx/unreadable.ts';
import { FEUILLE_CONTROLE } from './colonnes-de-revue.ts';
import type { FormeDeClasseur } from './forme-de-classeur.ts';

/** A file that people fill in, as far as it is to be put somewhere: how it is called, and known again. */
export interface SortieARemplir {
  readonly extension: 'xlsx' | 'html';
  /** « le classeur », « du classeur », « d’un classeur ». */
  readonly dite: { readonly le: string; readonly du: string; readonly dUn: string };
  /** « un classeur d’arbitrage ». */
  readonly genre: string;
  /** How it may be called, without its extension. */
  readonly nomDeFichier: string;
  /** What people write in it: « des décisions ». */
  readonly des: string;
  /** The option that names it, when it is not `--sortie`, and how it is taken back, when not by the import. */
  readonly options?: FormeDeClasseur<never, never>['options'];
  /** Whether a file is one, of this version of the tool or of another. */
  estUne(fichier: string): boolean;
}

/** What is read of a workbook to know it again: the marks at the top of its hidden sheet. */
const BORNES = { rows: 8, columns: 2 };

export function sortieDeClasseur({
  feuille,
  genre,
  nomDeFichier,
  ecrits,
  options,
}: Pick<FormeDeClasseur<never, never>, 'feuille' | 'genre' | 'nomDeFichier' | 'ecrits' | 'options'>): SortieARemplir {
  return {
    extension: 'xlsx',
    dite: { le: 'le classeur', du: 'du classeur', dUn: 'd’un classeur' },
    genre,
    nomDeFichier,
    des: ecrits.des,
    ...(options && { options }),
    estUne(fichier) {
      try {
        const { sheets: feuilles } = readWorkbook(fichier, [feuille, FEUILLE_CONTROLE], BORNES);
        const controle = feuilles.get(FEUILLE_CONTROLE);
        return feuilles.has(feuille) && controle?.rows.get(2)?.get(1)?.content.trim() === 'version';
      } catch (erreur) {
        if (erreur instanceof UnreadableWorkbook) return false;
        throw erreur;
      }
    },
  };
}

/**
 * Refuses to write a file to be filled in where it would harm: under another name than that of such a file, among the files of the
 * dossier, over a file of someone else, or, unless asked, over one that people may have filled in.
 * @param racine folder of the dossier
 * @param remplacer whether one that is there may be written over
 * @throws UnwritableOutput when it may not go there
 */
export function exigerUneSortieSure(sortie: SortieARemplir, fichier: string, racine: string, remplacer: boolean): void {
  const { extension, dite, genre, nomDeFichier, des } = sortie;
  const { sortie: option, reprise } = sortie.options ?? { sortie: '--sortie', reprise: 'Importez-le d’abord' };
  const parExemple = `${nomDeFichier}.${extension}`;
  const autreNom = `Choisissez un autre nom avec ${option}, par exemple ${parExemple}.`;
  if (existsSync(fichier) && statSync(fichier).isDirectory())
    throw new UnwritableOutput(
      `${fichier} est un dossier : un nom de fichier est attendu`,
      `Donnez le nom ${dite.du}, par exemple ${join(fichier, parExemple)}.`,
    );
  if (!new RegExp(`[^/\\\\]\\.${extension}$`, 'i').test(fichier))
    throw new UnwritableOutput(`${fichier} n’est pas le nom ${dite.dUn}, qui finit par .${extension}`, autreNom);
  exigerUnDossier(dirname(fichier), option);
  if (liesIn(racine, fichier))
    throw new UnwritableOutput(
      `${fichier} est dans le dossier de l’exercice, qui ne contient que ce que l’édition lit`,
      `Écrivez ${dite.le} ailleurs avec ${option}, ou placez-vous hors de ce dossier pour relancer.`,
    );
  if (!existsSync(fichier)) return;
  if (!sortie.estUne(fichier))
    throw new UnwritableOutput(`${fichier} existe déjà, et n’est pas ${genre} : il ne sera pas écrasé`, autreNom);
  if (!remplacer)
    throw new UnwritableOutput(
      `${fichier} existe déjà, et contient peut-être ${des}`,
      extension === 'xlsx'
        ? `${reprise}, ou choisissez un autre nom avec ${option} ; pour l’écraser, ajoutez --remplacer.`
        : 'Choisissez un autre nom avec --sortie ; pour l’écraser, ajoutez --remplacer.',
    );
}

function exigerUnDossier(dossier: string, option: string): void {
  if (!existsSync(dossier))
    throw new UnwritableOutput(`le dossier ${dossier} n’existe pas`, `Créez-le, ou choisissez un autre ${option}.`);
  if (!statSync(dossier).isDirectory())
    throw new UnwritableOutput(`${dossier} est un fichier, non un dossier`, `Choisissez un autre ${option}.`);
}
