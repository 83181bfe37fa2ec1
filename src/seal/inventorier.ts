import { existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formaterEntier } from '../domain/textes/format.ts';
import { listFiles } from '../files/file-system.ts';
import { copyWeighed } from '../files/hashing.ts';
import { oneForm, pathIn } from '../files/path-in.ts';
import { systemFailure } from '../files/unreadable.ts';
import { RefusedArchive } from '../files/zip/refused-archive.ts';
import type { Alteration, Annonce } from './chercher-les-alterations.ts';

/** What a folder holds, that was not made by us alone. */
interface Inventaire {
  /** Names of its files as the disk has them, with `/`, sorted. */
  readonly fichiers: readonly string[];
  /** What no file of ours is the reason of: empty folders, names that are no text. */
  readonly deTrop: readonly Alteration[];
}

/**
 * Lists a folder.
 * @throws RefusedArchive when it cannot be read, or holds what is no ordinary file
 */
export function inventorier(racine: string, estAdmis: (chemin: string) => boolean): Inventaire {
  try {
    const tous = listFiles(racine);
    // What is not in UTF-8 is read with this sign, by which no file is found.
    const horsTexte = new Set(tous.filter((nom) => nom.includes('\ufffd') && !existsSync(join(racine, nom))));
    const fichiers = tous.filter((nom) => !horsTexte.has(nom));
    for (const nom of fichiers)
      if (!estAdmis(pathIn(racine, nom)))
        throw new RefusedArchive(
          `« ${nom} » n’est pas un fichier ordinaire, ou mène à ce qui n’en est pas un ; une édition n’en contient pas d’autre`,
        );
    return {
      fichiers,
      deTrop: [
        ...[...horsTexte].map((fichier) => ajout(fichier, NOM_HORS_TEXTE)),
        ...dossiersVides(racine, '').map((fichier) => ajout(fichier, 'c’est un dossier vide')),
      ],
    };
  } catch (error) {
    const panne = systemFailure(error);
    if (panne === undefined) throw error;
    throw new RefusedArchive(`ce qu’il contient ne se lit pas : ${panne}`);
  }
}

const NOM_HORS_TEXTE =
  'son nom n’y est pas en UTF-8 : ôtez-le ou, si le programme qui l’a extraite n’a pas su en lire les lettres, extrayez-la avec un autre';

function ajout(fichier: string, precision: string): Alteration {
  return { fichier, quoi: 'ajoute', precision };
}

function dossiersVides(racine: string, sous: string): string[] {
  const entrees = readdirSync(join(racine, sous), { withFileTypes: true });
  if (entrees.length === 0) return sous === '' ? [] : [sous];
  return entrees
    .filter((entree) => entree.isDirectory() && !entree.name.includes('\ufffd'))
    .flatMap(({ name }) => dossiersVides(racine, sous === '' ? name : `${sous}/${name}`));
}

/** Above this, a file of which the size alone tells that it is another is not read. */
const LUS_QUAND_MEME = 64 * 1024 * 1024;

/** The files that are too large to be read for nothing: their size is not the one that is announced, or nothing announces them. */
export function trouverLesDemesures(
  racine: string,
  fichiers: readonly string[],
  { par, empreintes }: Annonce,
): readonly Alteration[] {
  return fichiers.flatMap((nom): Alteration[] => {
    const { size } = statSync(pathIn(racine, nom));
    const fichier = oneForm(nom);
    const annoncee = empreintes.get(fichier);
    if (size <= LUS_QUAND_MEME || size === annoncee?.octets) return [];
    const nonLu = `${formaterEntier(size)} octets`;
    if (annoncee?.octets !== undefined)
      return [
        {
          fichier,
          quoi: 'change',
          precision: `il fait ${nonLu}, ${par} en dit ${formaterEntier(annoncee.octets)} : il n’a pas été lu`,
        },
      ];
    return empreintes.has(fichier) ? [] : [ajout(fichier, `il fait ${nonLu}, et n’a pas été lu`)];
  });
}

/** An archive that somebody took out is verified on a copy: what is checked is what is compiled, whatever becomes of it. */
export function copierLesFichiers(racine: string, fichiers: readonly string[], vers: string): void {
  for (const nom of fichiers) {
    mkdirSync(dirname(join(vers, nom)), { recursive: true });
    copyWeighed(join(racine, nom), join(vers, nom));
  }
}

/** Whether something is an ordinary file itself, not a link to one. */
export function estUnFichierMeme(chemin: string): boolean {
  return lstatSync(chemin).isFile();
}
