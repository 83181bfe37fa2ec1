import { basename, resolve } from 'node:path';
import { Refus } from '../../domain/constats/refus.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { oneForm, pathIn } from '../../files/path-in.ts';

/**
 * The sources by whose declarations a file that was sent again is read: those of the file that has its place, or else its name,
 * sheets and columns of one file together.
 * @param asked `--source`: the name of a source, its file, or the end of either
 * @throws Refus when none is, or several files may be
 */
export function findRecipe(
  { racine, sources }: Dossier,
  paths: readonly [string, string],
  asked: string | undefined,
): readonly SourceDeclaree[] {
  if (asked !== undefined) return findNamed(sources, oneForm(asked));
  const inPlace = paths.map((path) =>
    sources.filter(({ fichier }) => resolve(pathIn(racine, fichier)) === resolve(path)),
  );
  const placed = inPlace.filter((found) => found.length > 0);
  if (placed.length === 2 && placed[0]?.[0]?.fichier !== placed[1]?.[0]?.fichier)
    throw refuse(
      'sources_differentes',
      `« ${paths[0]} » et « ${paths[1]} » sont deux sources différentes du dossier`,
      'Dites avec --source comment les lire toutes deux ; ou donnez l’ancien et le nouveau fichier d’une même source.',
      sources,
    );
  if (placed[0] !== undefined) return placed[0];
  for (const path of paths) {
    const found = sources.filter(({ fichier }) => nameOf(fichier) === nameOf(path));
    if (found.length > 0) return oneFile(found, `« ${basename(path)} »`);
  }
  throw refuse(
    'source_inconnue',
    `aucune source du dossier ne s’appelle « ${basename(paths[0])} » ni « ${basename(paths[1])} »`,
    `Dites avec --source comme laquelle lire ces fichiers :\n${listed(sources)}`,
    sources,
  );
}

function findNamed(sources: readonly SourceDeclaree[], asked: string): readonly SourceDeclaree[] {
  for (const says of [
    ({ nom }: SourceDeclaree) => nom === asked,
    ({ fichier }: SourceDeclaree) => oneForm(fichier) === asked,
    ({ nom, fichier }: SourceDeclaree) => nom.endsWith(`/${asked}`) || oneForm(fichier).endsWith(`/${asked}`),
  ]) {
    const found = sources.filter(says);
    if (found.length > 0) return oneFile(found, `« ${asked} »`);
  }
  throw refuse(
    'source_inconnue',
    `« ${asked} » : aucune source de ce nom`,
    `Sources du dossier :\n${listed(sources)}`,
    sources,
  );
}

/** Two files of one name, in two folders of the dossier, are not the same file. */
function oneFile(found: readonly SourceDeclaree[], quoted: string): readonly SourceDeclaree[] {
  if (new Set(found.map(({ fichier }) => fichier)).size === 1) return found;
  throw refuse(
    'source_ambigue',
    `plusieurs sources du dossier s’appellent ${quoted}, dans des dossiers différents`,
    `Dites avec --source laquelle :\n${listed(found)}`,
    found,
  );
}

function refuse(type: string, message: string, remedy: string, known: readonly SourceDeclaree[]): Refus {
  return new Refus('usage', message, remedy, { type, message: `${message}.`, connues: known.map(({ nom }) => nom) });
}

function listed(sources: readonly SourceDeclaree[]): string {
  return sources.map(({ nom }) => `  ${nom}`).join('\n');
}

function nameOf(path: string): string {
  return oneForm(basename(path)).toLowerCase();
}
